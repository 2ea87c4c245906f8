package zhijiao.jobs.io.clickhouse;

import java.io.Serializable;
import java.net.URI;

/**
 * A ClickHouse server and one of its databases.
 *
 * @param url address of the HTTP interface, such as {@code http://127.0.0.1:8123}
 * @param database letters, digits and underscores
 * @param user user name
 */
public record ClickHouseAddress(URI url, String database, String user, PasswordSource password)
    implements Serializable {

  public ClickHouseAddress {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("neither http nor https: " + url);
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException("a password does not belong in a URL");
    }
    if (!database.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("not a database's name: " + database);
    }
  }
}
