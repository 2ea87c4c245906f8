package zhijiao.models.train;

import java.util.List;

/** What is wrong with a table or a spec: all of it at once. */
public final class CannotTrainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public CannotTrainException(List<String> problems) {
    super(String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public CannotTrainException(String problem) {
    this(List.of(problem));
  }

  public List<String> problems() {
    return problems;
  }
}
