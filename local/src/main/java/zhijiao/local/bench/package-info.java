/**
 * How fast the pipeline is, measured side by side in one run: against the limit of its source, and against the same
 * rules as stock CEP operators.
 */
@NullMarked
package zhijiao.local.bench;

import org.jspecify.annotations.NullMarked;
