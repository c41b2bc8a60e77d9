package headgate.devnode.control;

import headgate.devnode.fault.Faults;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The commands of the control API by method and path. JSON is read strictly. */
final class ControlRoutes {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Controlled node;
  private final Map<String, Command> commands = new TreeMap<>();

  ControlRoutes(Controlled node) {
    this.node = node;
    commands.put("GET /status", _ -> ControlAnswer.ok(node.status()));
    commands.put("GET /counters", _ -> ControlAnswer.ok(node.counters().snapshot()));
    commands.put("GET /counters/bodies", _ -> bodies());
    commands.put("DELETE /counters", _ -> run(node.counters()::reset));
    commands.put("GET /faults", _ -> ControlAnswer.ok(node.faults().rules()));
    commands.put("GET /faults/struck", _ -> ControlAnswer.ok(node.faults().struck()));
    commands.put("GET /faults/view", _ -> ControlAnswer.ok(wrong(node.faults())));
    commands.put("PUT /faults/view", this::view);
    commands.put("POST /faults", this::addRule);
    commands.put("PUT /faults/knee", this::knee);
    commands.put("DELETE /faults", _ -> run(node.faults()::clear));
    commands.put("POST /connections/refuse", _ -> run(node.faults()::refuseConnections));
    commands.put("POST /connections/hang", _ -> run(node.faults()::hangConnections));
    commands.put("POST /connections/accept", _ -> run(node.faults()::acceptConnections));
    commands.put("POST /connections/flap", this::flap);
    commands.put("DELETE /pool", _ -> dropPool());
    commands.put("POST /chain/halt", _ -> run(node.faults()::halt));
    commands.put("POST /chain/resume", _ -> run(node.faults()::resume));
  }

  private interface Command {
    ControlAnswer run(String body);
  }

  ControlAnswer answer(String methodAndPath, String body) {
    var command = commands.get(methodAndPath);
    if (command == null) {
      return ControlAnswer.refused(404, "no such command; there are " + commands.keySet());
    }
    try {
      return command.run(body);
    } catch (JacksonException | IllegalArgumentException | IllegalStateException bad) {
      return ControlAnswer.refused(400, String.valueOf(bad.getMessage()));
    }
  }

  private static <T> T read(String body, Class<T> type) {
    var command = JSON.readValue(body, type);
    if (command == null) {
      throw new IllegalArgumentException("null is no command");
    }
    return command;
  }

  private static ControlAnswer run(Runnable command) {
    command.run();
    return ControlAnswer.done();
  }

  private ControlAnswer bodies() {
    var bodies = node.counters().bodies().stream().map(Base64.getEncoder()::encodeToString);
    return ControlAnswer.ok(new ControlAnswer.Bodies(bodies.toList()));
  }

  private ControlAnswer dropPool() {
    return ControlAnswer.ok(new ControlAnswer.Done(node.faults().dropPool()));
  }

  private ControlAnswer view(String body) {
    change(node.faults(), read(body, Commands.View.class));
    return ControlAnswer.ok(wrong(node.faults()));
  }

  private static ControlAnswer.Wrong wrong(Faults faults) {
    return new ControlAnswer.Wrong(faults.view(), faults.conduct(), faults.knee());
  }

  private static void change(Faults faults, Commands.View wanted) {
    given(wanted.lag(), faults::lag);
    given(wanted.frozenAt(), faults::freezeAt);
    given(wanted.earliest(), faults::prune);
    given(wanted.forkedFrom(), faults::forkFrom);
    given(wanted.catchUp(), way -> faults.catchUp(way.behind(), way.perSecond()));
    given(wanted.lie(), faults::lie);
    given(wanted.network(), faults::wrongNetwork);
    given(wanted.gossip(), faults::gossip);
    given(wanted.heightParam(), faults::heightParam);
  }

  private static <T> void given(@Nullable T value, Consumer<T> change) {
    if (value != null) {
      change.accept(value);
    }
  }

  private ControlAnswer knee(String body) {
    node.faults().knee(read(body, Commands.Knees.class).knee());
    return ControlAnswer.done();
  }

  private ControlAnswer flap(String body) {
    var rhythm = read(body, Commands.Rhythm.class);
    node.faults()
        .flap(Duration.ofMillis(rhythm.downMillis()), Duration.ofMillis(rhythm.upMillis()));
    return ControlAnswer.done();
  }

  private ControlAnswer addRule(String body) {
    node.faults().add(read(body, Commands.Rule.class).rule());
    return ControlAnswer.done();
  }
}
