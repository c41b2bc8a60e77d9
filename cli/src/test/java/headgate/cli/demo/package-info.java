@NullMarked
package headgate.cli.demo;

import org.jspecify.annotations.NullMarked;
