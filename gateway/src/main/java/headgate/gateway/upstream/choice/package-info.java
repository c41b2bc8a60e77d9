/**
 * Whom a call is asked: {@link headgate.gateway.upstream.choice.NodeChoice} draws among those whose
 * {@link headgate.gateway.upstream.choice.Turn} it is, by their roles and by what is known of them;
 * {@link headgate.gateway.upstream.choice.Fallbacks} say how far they may be used.
 */
@NullMarked
package headgate.gateway.upstream.choice;

import org.jspecify.annotations.NullMarked;
