package headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.method.MethodClass;
import headgate.chain.surface.RpcApi;
import headgate.gateway.listen.Door;
import headgate.gateway.network.Network;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.route.NodePaths;
import headgate.gateway.seam.Loop;
import headgate.gateway.story.RequestStory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Explains calls of one network: has the pipeline of a loop walk as far as it would ask a node, and
 * where that is wanted all the way, and gives what the walk tells.
 *
 * <p>The call is taken to come in on the path of the API that has its method. Only reads are ever
 * sent: whoever explains a call must not change anything by it.
 */
final class Explainer {
  private static final JsonMapper JSON = JsonMapper.shared();

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

  /**
   * The explanation as JSON; callable from any thread.
   *
   * @param live whether the call is made, where it is a read
   */
  CompletableFuture<String> explain(String call, boolean live) {
    if (call.stripLeading().startsWith("[")) {
      return CompletableFuture.completedFuture(refused("one call, not a batch").toString());
    }
    var told = new CompletableFuture<String>();
    loop.execute(() -> {
      try {
        plan(
            call.getBytes(UTF_8),
            doors(),
            live,
            explanation -> told.complete(JSON.writeValueAsString(explanation)));
      } catch (RuntimeException bug) {
        told.completeExceptionally(bug);
      }
    });
    return told;
  }

  private ObjectNode refused(String why) {
    return JSON.createObjectNode()
        .put("network", network.config().name())
        .put("plan", "refused")
        .put("rule", why);
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
  private void plan(
      byte[] call, List<Door.Rpc> doors, boolean live, Consumer<ObjectNode> receiver) {
    var story = network.story(true);
    var door = doors.getFirst();
    var exchange =
        new InnerExchange(
            loop,
            door,
            call,
            _ -> {
              var unknown = story.of(0).endedBy(FailureKind.METHOD_NOT_FOUND.label());
              if (unknown && doors.size() > 1) {
                plan(call, doors.subList(1, doors.size()), live, receiver);
              } else if (live) {
                send(call, door, story, receiver);
              } else {
                receiver.accept(story.first());
              }
            });
    pipeline.serve(exchange, story);
  }

  private void send(
      byte[] call, Door.Rpc door, RequestStory planned, Consumer<ObjectNode> receiver) {
    var method = planned.of(0).method();
    if (method == null || method.methodClass() != MethodClass.READ) {
      receiver.accept(planned.first().put("sent", false));
      return;
    }
    var story = network.story(false);
    var exchange =
        new InnerExchange(
            loop, door, call, answer -> receiver.accept(answered(story.first(), answer)));
    pipeline.serve(exchange, story);
  }

  private static ObjectNode answered(ObjectNode explanation, InnerExchange.Answer answer) {
    return explanation
        .put("sent", true)
        .put("answerBytes", answer.bytes())
        .put("answer", answer.text().strip());
  }
}
