package zhijiao.rules;

/**
 * A rule about several people at once: what each of them does says nothing, only that they do it together. No timeline
 * drives it; what the timelines judged meets elsewhere, and the rule says what follows.
 */
public non-sealed interface JoinRule extends Rule {}
