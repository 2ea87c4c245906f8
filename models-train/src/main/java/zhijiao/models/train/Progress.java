package zhijiao.models.train;

/** Is told how far the training is. */
public interface Progress {

  Progress SILENT = (done, all, what) -> {};

  void at(int done, int all, String what);
}
