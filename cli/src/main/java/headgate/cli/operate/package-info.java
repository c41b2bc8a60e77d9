/** Commands for a gateway that runs: they ask its admin port, and give it orders. */
@NullMarked
package headgate.cli.operate;

import org.jspecify.annotations.NullMarked;
