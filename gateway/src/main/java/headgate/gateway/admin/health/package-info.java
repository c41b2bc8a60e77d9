/** What the admin port tells of the health of the gateway, its networks and their nodes. */
@NullMarked
package headgate.gateway.admin.health;

import org.jspecify.annotations.NullMarked;
