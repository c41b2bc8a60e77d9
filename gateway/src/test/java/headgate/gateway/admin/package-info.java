@NullMarked
package headgate.gateway.admin;

import org.jspecify.annotations.NullMarked;
