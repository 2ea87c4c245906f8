package zhijiao.jobs.wire;

import java.io.IOException;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;

/** {@link Rejected} in the clothes that Avro's readers let pass. */
final class Malformed extends IOException {

  private static final long serialVersionUID = 1;

  private final Rejected rejected;

  Malformed(RejectReason reason, String detail) {
    super(detail);
    this.rejected = new Rejected(reason, detail);
  }

  Rejected rejected() {
    return rejected;
  }

  /** Bad input is data: no stack trace. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
