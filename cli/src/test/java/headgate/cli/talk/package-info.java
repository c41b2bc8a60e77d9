@NullMarked
package headgate.cli.talk;

import org.jspecify.annotations.NullMarked;
