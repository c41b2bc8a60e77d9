/** Nodes with roles and lanes, as callers and the nodes themselves see them. */
@NullMarked
package headgate.acceptance.roles;

import org.jspecify.annotations.NullMarked;
