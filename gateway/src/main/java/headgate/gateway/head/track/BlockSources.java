package headgate.gateway.head.track;

import headgate.gateway.head.BlockFeed;
import headgate.gateway.head.HeightProbe;
import org.jspecify.annotations.Nullable;

/**
 * Where heights and blocks come from.
 *
 * @param probe asks single nodes
 * @param feed streams of new blocks, null where probes have to do
 */
public record BlockSources(HeightProbe probe, @Nullable BlockFeed feed) {}
