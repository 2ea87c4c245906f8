package zhijiao.canary.bare;

import zhijiao.laws.Mistake;

/** Stands in a package that nobody explained. */
@Mistake
public final class Unexplained {}
