package headgate.gateway;

import headgate.chain.Lifecycle;
import headgate.chain.surface.RpcApi;
import headgate.gateway.config.LimitsConfig;
import headgate.gateway.head.BlockFeed;
import headgate.gateway.head.Head;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.track.BlockSources;
import headgate.gateway.head.track.ConstantHead;
import headgate.gateway.head.track.LiveHead;
import headgate.gateway.network.Network;
import headgate.gateway.network.Network.HeadAtWork;
import headgate.gateway.route.NodePaths;
import headgate.gateway.seam.Loop;
import headgate.gateway.stream.NodeBlockFeed;
import headgate.gateway.upstream.NodeProbe;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes what finds the head of a network.
 *
 * @param limits what streams of blocks may use
 */
record HeadAssembly(Ground ground, LimitsConfig limits) {
  HeadAtWork headOf(Network network, Loop loop) {
    var question = new NodeProbe.Question(probePath(network), network.config().probe().deadline());
    var probe =
        new NodeProbe(loop, ground.wire(loop), network.nodes(), network.profile(), question);
    return new HeadAtWork(head(network, loop, probe), loop, probe::end);
  }

  private Head head(Network network, Loop loop, NodeProbe probe) {
    return switch (network.lifecycle()) {
      case Lifecycle.Live _ ->
          new LiveHead(
              loop,
              network.headTerms(),
              new BlockSources(probe, feed(loop, network)),
              publishing(network));
      case Lifecycle.Frozen end ->
          new ConstantHead(loop, network.headTerms(), end, probe, network::publish);
    };
  }

  /** Whoever is told a height by another gateway can have it here: so only what is served. */
  private Consumer<HeadView> publishing(Network network) {
    var teller = ground.peers().teller(network.config().name());
    return view -> {
      network.publish(view);
      teller.accept(network.view());
    };
  }

  /** The stream that tells new blocks; null where there is none, or it is not wanted. */
  private @Nullable BlockFeed feed(Loop loop, Network network) {
    if (!network.config().head().follow()) {
      return null;
    }
    for (var stream : network.profile().paths().streams()) {
      var height = stream.height();
      if (stream.name().equals("block") && height != null) {
        return new NodeBlockFeed(
            loop,
            ground.wire(loop),
            ground.machine().secrets(),
            network.streamTerms(limits),
            height,
            () -> NodePaths.choose(stream.paths(), network.channel()));
      }
    }
    return null;
  }

  private static String probePath(Network network) {
    var paths = network.profile().paths();
    var method = network.profile().methods().named(network.profile().head().method());
    return method
        .flatMap(named -> paths.api(named.api()))
        .map(RpcApi::paths)
        .map(templates -> NodePaths.choose(templates, network.channel()))
        .orElse("/");
  }
}
