/**
 * Stage five of the walk: answers that still hold. {@link headgate.gateway.cache.AnswerCache} says
 * which do, and is told of new ones.
 */
@NullMarked
package headgate.gateway.cache;

import org.jspecify.annotations.NullMarked;
