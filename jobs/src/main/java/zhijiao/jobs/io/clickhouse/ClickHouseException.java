package zhijiao.jobs.io.clickhouse;

import java.io.IOException;
import java.util.Set;

/** What ClickHouse answered instead of doing what it was asked. */
public final class ClickHouseException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * Codes after which the same request may succeed: TIMEOUT_EXCEEDED, TOO_MANY_SIMULTANEOUS_QUERIES, SOCKET_TIMEOUT,
   * NETWORK_ERROR, MEMORY_LIMIT_EXCEEDED, TABLE_IS_READ_ONLY, TOO_MANY_PARTS, TOO_FEW_LIVE_REPLICAS,
   * UNKNOWN_STATUS_OF_INSERT, ABORTED, KEEPER_EXCEPTION. (ClickHouse, src/Common/ErrorCodes.cpp.)
   */
  private static final Set<Integer> PASSING =
      Set.of(159, 202, 209, 210, 241, 242, 252, 285, 319, 236, 999);

  private final int code;

  ClickHouseException(int code, String message) {
    super(message);
    this.code = code;
  }

  /** ClickHouse's error code; 0 when it gave none. */
  public int code() {
    return code;
  }

  /** True when the same request may succeed later. */
  public boolean isPassing() {
    return PASSING.contains(code);
  }
}
