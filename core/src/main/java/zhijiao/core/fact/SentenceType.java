package zhijiao.core.fact;

/**
 * What somebody is in community corrections for (Community Corrections Law art. 2): the four kinds of sentence that are served in the
 * community.
 */
public enum SentenceType {
  /** 管制: public surveillance. */
  PUBLIC_SURVEILLANCE,
  /** 缓刑: a suspended sentence. */
  SUSPENDED_SENTENCE,
  /** 假释: parole. */
  PAROLE,
  /** 暂予监外执行: a sentence served outside prison for a time. */
  OUTSIDE_PRISON
}
