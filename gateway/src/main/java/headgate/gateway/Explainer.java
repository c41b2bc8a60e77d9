package headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.surface.RpcApi;
import headgate.gateway.listen.Door;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.route.NodePaths;
import headgate.gateway.seam.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Explains calls of one network: asks the pipeline of a loop what it would do with them.
 *
 * <p>The call is taken to come in on the path of the API that has its method.
 */
final class Explainer {
  private final Network network;
  private final int networkIndex;
  private final Loop loop;
  private final RequestPipeline pipeline;

  Explainer(Network network, int networkIndex, Loop loop, RequestPipeline pipeline) {
    this.network = network;
    this.networkIndex = networkIndex;
    this.loop = loop;
    this.pipeline = pipeline;
  }

  /** The explanation as JSON; callable from any thread. */
  CompletableFuture<String> explain(String call) {
    var told = new CompletableFuture<String>();
    loop.execute(() -> {
      try {
        explain(
            call.getBytes(UTF_8),
            doors(),
            explanation -> told.complete(ExplanationJson.of(network, explanation)));
      } catch (RuntimeException bug) {
        told.completeExceptionally(bug);
      }
    });
    return told;
  }

  private List<Door.Rpc> doors() {
    var doors = new ArrayList<Door.Rpc>();
    for (var api : network.profile().paths().apis()) {
      if (api.enabled() || network.config().debugApi()) {
        doors.add(door(api));
      }
    }
    return doors;
  }

  private Door.Rpc door(RpcApi api) {
    return new Door.Rpc(networkIndex, api.name(), NodePaths.choose(api.paths(), network.channel()));
  }

  /** Asks at each door until one knows the method. */
  private void explain(byte[] call, List<Door.Rpc> doors, Consumer<Explanation> receiver) {
    pipeline.explain(
        new PlannedExchange(loop, doors.getFirst(), call),
        explanation -> {
          if (explanation instanceof Explanation.Refused(var why)
              && why.equals(FailureKind.METHOD_NOT_FOUND.label())
              && doors.size() > 1) {
            explain(call, doors.subList(1, doors.size()), receiver);
          } else {
            receiver.accept(explanation);
          }
        });
  }
}
