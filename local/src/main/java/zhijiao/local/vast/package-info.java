/**
 * Turns the gate passages of the VAST Challenge 2017, mini challenge 1, into a folder of facts: data that nobody here
 * wrote, and the worked example of docs/bring-your-own-data.md.
 *
 * <p>Invariants: nothing is judged here, only translated; what cannot be translated is told with file and line, never
 * dropped in silence; no passage is moved in time, and what is made up (the place on earth, the time zone, the radius of a
 * gate) is a named constant that says so.
 */
@NullMarked
package zhijiao.local.vast;

import org.jspecify.annotations.NullMarked;
