package zhijiao.jobs.io;

/**
 * Why a record is no fact. An exception without a stack trace: bad input is data, arrives by the hundred thousand and
 * says nothing about the code.
 */
public final class Rejected extends Exception {

  private static final long serialVersionUID = 1;

  private final RejectReason reason;

  public Rejected(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }

  /** What is wrong, with the offending value. */
  public String detail() {
    return getMessage();
  }

  @Override
  public String toString() {
    return reason + ": " + getMessage();
  }
}
