/** Who comes in, and for what: each defence, and the same attack where it is switched off. */
@NullMarked
package headgate.acceptance.door;

import org.jspecify.annotations.NullMarked;
