/**
 * Settings as typed records with units and sources; all problems are reported at once.
 *
 * <p>Invariant: a person's own terms (curfew, grace, zones) are order facts and never settings.
 */
@NullMarked
package zhijiao.core.settings;

import org.jspecify.annotations.NullMarked;
