@NullMarked
package headgate.gateway.story;

import org.jspecify.annotations.NullMarked;
