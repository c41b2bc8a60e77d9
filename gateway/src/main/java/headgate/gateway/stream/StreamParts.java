package headgate.gateway.stream;

import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import java.util.random.RandomGenerator;

/**
 * What the streams of one network share on one loop.
 *
 * @param random makes keys and masks, so it is not to be foreseen
 */
record StreamParts(
    Loop loop,
    Wire wire,
    RandomGenerator random,
    StreamTerms terms,
    FirstAnswer firstAnswer,
    RestingNodes resting) {}
