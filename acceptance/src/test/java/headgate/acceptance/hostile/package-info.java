/** What a gateway must stand: bytes, timing and numbers that no friendly caller would send. */
@NullMarked
package headgate.acceptance.hostile;

import org.jspecify.annotations.NullMarked;
