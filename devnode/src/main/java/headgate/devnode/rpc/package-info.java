/** From a body to its answer: envelopes, batches, statuses. */
@NullMarked
package headgate.devnode.rpc;

import org.jspecify.annotations.NullMarked;
