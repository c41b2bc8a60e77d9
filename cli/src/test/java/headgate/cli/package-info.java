@NullMarked
package headgate.cli;

import org.jspecify.annotations.NullMarked;
