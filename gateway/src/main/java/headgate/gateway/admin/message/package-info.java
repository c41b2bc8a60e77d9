/** What the admin port is asked and what it answers. */
@NullMarked
package headgate.gateway.admin.message;

import org.jspecify.annotations.NullMarked;
