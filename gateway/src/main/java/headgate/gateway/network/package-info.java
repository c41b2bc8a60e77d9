/**
 * Stands beside the walk: one network as all loops share it, under one configuration and over all
 * of them.
 */
@NullMarked
package headgate.gateway.network;

import org.jspecify.annotations.NullMarked;
