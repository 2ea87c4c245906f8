package zhijiao.jobs.io;

import java.util.Objects;

/**
 * Where an input record stood.
 *
 * @param source the topic, or the file's name without its folder
 * @param partition the partition; 0 for a file
 * @param offset the offset; for a file the line, from 1
 */
public record Origin(String source, int partition, long offset) {

  public Origin {
    Objects.requireNonNull(source);
  }

  @Override
  public String toString() {
    return source + "/" + partition + "/" + offset;
  }
}
