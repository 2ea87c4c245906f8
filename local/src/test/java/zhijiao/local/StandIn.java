package zhijiao.local;

/** Something in zhijiao.local for a canary to depend on. */
public final class StandIn {}
