package zhijiao.canary;

import zhijiao.laws.Mistake;

/** Writes where nobody reads. */
public final class ConsoleTalker {

  @Mistake
  static void say(String words) {
    System.out.println(words);
  }

  @Mistake
  static void shrug(Exception e) {
    e.printStackTrace();
  }

  @Mistake
  static void leave() {
    System.exit(1);
  }
}
