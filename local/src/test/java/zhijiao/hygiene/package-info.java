/**
 * What may lie in the repository, whatever the module.
 *
 * <p>Invariant: every {@link zhijiao.hygiene.Rule} is shown a file that breaks it and must say so. Works on a checkout,
 * where it looks at what git tracks or would track, and on a plain copy of the folder.
 */
@NullMarked
package zhijiao.hygiene;

import org.jspecify.annotations.NullMarked;
