package zhijiao.models.score;

/** A file is no model that this program can read. */
public class UnreadableModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableModelException(String reason) {
    super("not a model that can be read: " + reason);
  }

  public UnreadableModelException(String reason, Throwable cause) {
    super("not a model that can be read: " + reason, cause);
  }
}
