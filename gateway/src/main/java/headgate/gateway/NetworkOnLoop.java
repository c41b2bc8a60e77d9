package headgate.gateway;

import headgate.gateway.admit.CallDoor;
import headgate.gateway.cache.AnswerCache;
import headgate.gateway.cache.Flights;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.head.HeadView;
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
    CallRecorder recorder,
    ForwardedOptions options,
    boolean pins,
    long answerBytesMax) {}
