package headgate.gateway.rule;

import headgate.chain.ChainProfile;
import headgate.chain.method.MethodClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that can be asked of the networks of one configuration, numbered. */
public final class Targets {
  private final List<Target> all = new ArrayList<>();
  private final List<OfNetwork> networks = new ArrayList<>();

  /** One network that is served. */
  public record Served(String name, ChainProfile profile) {}

  /** Where its methods begin, and where its streams are. */
  private record OfNetwork(int methods, Map<String, Integer> streams) {}

  /** Of these networks, in the order of the configuration. */
  public Targets(List<Served> served) {
    for (var each : served) {
      var streams = new HashMap<String, Integer>();
      networks.add(new OfNetwork(all.size(), streams));
      for (var method : each.profile.methods().all()) {
        all.add(new Target(each.name, method.name(), meant(method.methodClass()), method.api()));
      }
      for (var stream : each.profile.paths().streams()) {
        streams.put(stream.name(), all.size());
        all.add(new Target(each.name, stream.name(), MethodClass.STREAM, stream.name()));
      }
    }
  }

  /** Whoever makes rules need not know what the gateway answers itself. */
  private static MethodClass meant(MethodClass methodClass) {
    return methodClass == MethodClass.LOCAL ? MethodClass.READ : methodClass;
  }

  /** All of them; a target's place is its number. */
  public List<Target> all() {
    return all;
  }

  /** The number of a method of a network. */
  int ofMethod(int network, int method) {
    return networks.get(network).methods + method;
  }

  /** The number of a stream of a network, -1 where it has no such. */
  int ofStream(int network, String stream) {
    return networks.get(network).streams.getOrDefault(stream, -1);
  }
}
