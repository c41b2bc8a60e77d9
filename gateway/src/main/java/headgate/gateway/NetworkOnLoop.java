package headgate.gateway;

import headgate.gateway.admit.CallDoor;
import headgate.gateway.cache.Flights;
import headgate.gateway.cache.LoopCache;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.listen.Exchange;
import headgate.gateway.observe.access.RequestAccess;
import headgate.gateway.route.RouteTerms;
import headgate.gateway.story.RequestStory;
import headgate.gateway.upstream.Upstream;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What serves one network on one loop.
 *
 * @param access begins a request's part of the access log
 * @param stories where a request's story goes, null where nobody may hear it
 */
record NetworkOnLoop(
    Decomposer decomposer,
    CallDoor callDoor,
    LoopCache cache,
    Flights flights,
    Upstream upstream,
    Supplier<HeadView> head,
    Supplier<? extends HeadRefresh> refresh,
    HeightWaits waits,
    CallRecorder recorder,
    Function<Exchange, RequestAccess> access,
    Function<Exchange, @Nullable RequestStory> stories,
    ForwardedOptions options,
    RouteTerms terms,
    long answerBytesMax) {}
