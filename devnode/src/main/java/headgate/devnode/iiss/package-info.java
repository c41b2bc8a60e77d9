/** The system contract: P-Reps, stakes, terms and the read-only calls on them. */
@NullMarked
package headgate.devnode.iiss;

import org.jspecify.annotations.NullMarked;
