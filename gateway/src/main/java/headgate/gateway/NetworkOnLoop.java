package headgate.gateway;

import headgate.gateway.admit.CallDoor;
import headgate.gateway.cache.AnswerCache;
import headgate.gateway.cache.Flights;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.route.RouteTerms;
import headgate.gateway.upstream.Upstream;
import java.util.function.Supplier;

/** What serves one network on one loop. */
record NetworkOnLoop(
    Decomposer decomposer,
    CallDoor callDoor,
    AnswerCache cache,
    Flights flights,
    Upstream upstream,
    Supplier<HeadView> head,
    Supplier<? extends HeadRefresh> refresh,
    HeightWaits waits,
    CallRecorder recorder,
    ForwardedOptions options,
    RouteTerms terms,
    long answerBytesMax) {}
