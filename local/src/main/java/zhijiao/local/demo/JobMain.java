package zhijiao.local.demo;

import zhijiao.jobs.main.SupervisionJob;
import zhijiao.local.process.ChildJvm;

/** Runs {@link SupervisionJob} as a child, and says when it runs. */
public final class JobMain {

  private JobMain() {}

  public static void main(String[] arguments) throws Exception {
    ChildJvm.endWithParent();
    SupervisionJob.run(arguments, () -> System.out.println(ChildJvm.READY));
    System.exit(0);
  }
}
