@NullMarked
package headgate.devnode;

import org.jspecify.annotations.NullMarked;
