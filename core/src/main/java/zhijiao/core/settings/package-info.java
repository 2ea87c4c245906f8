/**
 * Settings as typed records with units and sources; all problems are reported at once. Each record declares its own
 * settings in one function of a {@link zhijiao.core.settings.SettingsReader}, which reads, checks, documents and names
 * the values used.
 *
 * <p>Invariants: a person's own terms (curfew, grace, zones) are order facts and never settings; a setting has one
 * default, declared in one place, within its own range; an unknown name is an error.
 */
@NullMarked
package zhijiao.core.settings;

import org.jspecify.annotations.NullMarked;
