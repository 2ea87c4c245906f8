package zhijiao.jobs.io.clickhouse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;

/**
 * How a value becomes a row. The table must replace rows of equal key, since a row may be written twice.
 *
 * @param <T> type of the values
 */
public interface ClickHouseRow<T> extends Serializable {

  /** Name of the table within the database. */
  String table();

  /**
   * Fills in the columns.
   *
   * @return false when the value has no row
   */
  boolean fill(T value, ObjectNode row);
}
