/** Rules by address over the admin port: which there are, what they decide, and new ones. */
@NullMarked
package headgate.gateway.admin.acl;

import org.jspecify.annotations.NullMarked;
