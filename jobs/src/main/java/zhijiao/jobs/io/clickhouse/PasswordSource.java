package zhijiao.jobs.io.clickhouse;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a password is found. It travels with the job; the password itself does not. */
public sealed interface PasswordSource extends Serializable {

  /**
   * The password, read anew each time.
   *
   * @throws IOException when it is not there; the message names the place and never the password
   */
  String read() throws IOException;

  /**
   * In the environment.
   *
   * @param variable name of the variable; one that is not set stands for no password
   */
  record Environment(String variable) implements PasswordSource {
    @Override
    public String read() {
      String password = System.getenv(variable);
      return password == null ? "" : password;
    }
  }

  /**
   * In a file that holds nothing else; a line break at its end does not count.
   *
   * @param path the file's path
   */
  record InFile(String path) implements PasswordSource {
    @Override
    public String read() throws IOException {
      return Files.readString(Path.of(path)).stripTrailing();
    }
  }
}
