package zhijiao.jobs.io;

/**
 * Why an input record became a dead letter. {@link #code()} is stable: it is written into state, topics and tables.
 * The same reasons hold for Avro records and for lines of files.
 */
public enum RejectReason {
  /** No bytes at all, or an empty line. */
  EMPTY(1),
  /** Larger than one record may be ({@link Limits#maxRecordBytes()}). */
  TOO_LARGE(2),
  /** The record ends before its last field; for a line: no complete JSON. */
  TRUNCATED(3),
  /** The record goes on after its last field. */
  TRAILING_BYTES(4),
  /** No single-object Avro, or its fingerprint belongs to no released schema; for a line: no JSON object. */
  UNKNOWN_SCHEMA(5),
  /** A released schema, but that of another topic's records; for a line: the fields of another kind. */
  WRONG_SCHEMA(6),
  /** A field is missing, has the wrong type, or names nothing that is known (such as an unknown enum symbol). */
  BAD_FIELD(7),
  /** A number is NaN or infinite. */
  NOT_A_NUMBER(8),
  /** Not on earth: latitude beyond ±90°, longitude beyond ±180°, or a latitude without a longitude. */
  BAD_COORDINATES(9),
  /** An accuracy that no circle of error can have: not above 0 m, or above 100,000 m. */
  BAD_ACCURACY(10),
  /** A match score outside 0–1, or a battery level outside 0–100 %. */
  BAD_SCORE(11),
  /**
   * Before the law was in force, received before it happened, received after now, or terms that take effect beyond
   * the longest term of supervision.
   */
  IMPOSSIBLE_TIME(12),
  /**
   * Terms that no lawful decision can hold: an authorisation without one of the five grounds or beyond three months,
   * leave beyond thirty days, an end before its beginning, a time zone that does not exist, a window or a grace out of
   * range.
   */
  BAD_TERMS(13),
  /** An identifier or a text that is blank, too long, or not valid Unicode. */
  BAD_TEXT(14),
  /** An order names a zone that is not known. */
  UNKNOWN_ZONE(15),
  /** An observation came after the facts of its day had been given up. */
  TOO_LATE(16),
  /** A line of a file that is not one JSON object. */
  NOT_JSON(17),
  /** A suspension of a rule that may not be suspended, or that there is not. */
  NOT_SUSPENDABLE(30),
  /** A promotion that cannot be read, or that nobody answers for. */
  BAD_MODEL(50),
  /** A model for other features than those that the job computes. */
  WRONG_FEATURES(51),
  /** A change of settings or a campaign by which the running job does not judge. */
  NOT_IN_FORCE(18);

  private final int code;

  RejectReason(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static RejectReason ofCode(int code) {
    for (RejectReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    throw new IllegalArgumentException("no reject reason has the code " + code);
  }
}
