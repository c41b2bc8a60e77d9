/**
 * What the black-box tests speak with: a scriptable node, raw clients and waiting for a condition.
 */
@NullMarked
package headgate.acceptance.kit;

import org.jspecify.annotations.NullMarked;
