/** Rules for what a call carries, with goloop's decoding and wording. */
@NullMarked
package headgate.devnode.params;

import org.jspecify.annotations.NullMarked;
