package headgate.devnode.control;

import headgate.devnode.fault.Faults;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
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
    commands.put("GET /faults/view", _ -> ControlAnswer.ok(node.faults().view()));
    commands.put("PUT /faults/view", this::view);
    commands.put("POST /faults", this::addRule);
    commands.put("DELETE /faults", _ -> run(node.faults()::clear));
    commands.put("POST /connections/refuse", _ -> run(node.faults()::refuseConnections));
    commands.put("POST /connections/accept", _ -> run(node.faults()::acceptConnections));
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
    return ControlAnswer.ok(node.faults().view());
  }

  private static void change(Faults faults, Commands.View wanted) {
    if (wanted.lag() != null) {
      faults.lag(wanted.lag());
    }
    if (wanted.lie() != null) {
      faults.lie(wanted.lie());
    }
    if (wanted.frozenAt() != null) {
      faults.freezeAt(wanted.frozenAt());
    }
    if (wanted.network() != null) {
      faults.wrongNetwork(wanted.network());
    }
    if (wanted.gossip() != null) {
      faults.gossip(wanted.gossip());
    }
  }

  private ControlAnswer addRule(String body) {
    node.faults().add(read(body, Commands.Rule.class).rule());
    return ControlAnswer.done();
  }
}
