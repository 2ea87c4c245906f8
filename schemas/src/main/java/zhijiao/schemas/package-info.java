/**
 * The contracts by name and by fingerprint.
 *
 * <p>Architecture invariants: a schema that was released stays under {@code schemas/released} for ever and is readable
 * by every later build, and later records are readable by it; every field says its unit, its datum and its legal
 * ground, and is marked when it is sensitive; nothing here depends on the domain or on Flink.
 */
@NullMarked
package zhijiao.schemas;

import org.jspecify.annotations.NullMarked;
