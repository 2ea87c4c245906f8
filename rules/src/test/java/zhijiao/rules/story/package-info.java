/**
 * Stories: small worlds written down in YAML, with what must be found in them, and those who run them. Published as a test
 * jar, so that other modules run the same stories through what they build.
 *
 * <p>Invariants: a story says everything that a runner needs; no runner knows anything of a story that the others do not.
 */
package zhijiao.rules.story;
