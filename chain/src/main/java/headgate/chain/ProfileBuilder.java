package headgate.chain;

import headgate.chain.error.ErrorTable;
import headgate.chain.error.NodeError;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.MethodTable;
import headgate.chain.surface.ApiPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a checked file into a profile: fills in defaults, numbers the methods, resolves names. */
final class ProfileBuilder {

  private final ProfileFile file;
  private final ErrorTable errors;
  private final String firstApi;

  ProfileBuilder(ProfileFile file) {
    this.file = file;
    this.errors = errorTable(file.errors());
    this.firstApi = file.apis().firstEntry().getKey();
  }

  static ErrorTable errorTable(SequencedMap<String, ErrorEntry> entries) {
    return new ErrorTable(
        entries.entrySet().stream().map(entry -> entry.getValue().named(entry.getKey())).toList());
  }

  ChainProfile build() {
    var methods = methods();
    return new ChainProfile(
        file.name(),
        paths(),
        methods,
        file.head(),
        errors,
        file.unavailable(),
        file.unknownChannel(),
        file.headers(),
        file.heightTags(),
        file.deadlines(),
        file.batchCallsMax(),
        file.streamSessionsMax(),
        file.blockInterval(),
        file.lifecycle().with(file.finalHeight(), file.finalHash()),
        file.transactionHash(),
        lookup(methods),
        networks());
  }

  private ApiPaths paths() {
    return new ApiPaths(
        file.apis().entrySet().stream()
            .map(entry -> entry.getValue().named(entry.getKey()))
            .toList(),
        file.streams().entrySet().stream()
            .map(entry -> entry.getValue().named(entry.getKey(), firstApi))
            .toList());
  }

  private MethodTable methods() {
    var methods = new ArrayList<MethodProfile>();
    file.methods().forEach((name, entry) -> methods.add(method(methods.size(), name, entry)));
    return new MethodTable(methods);
  }

  private MethodProfile method(int index, String name, MethodEntry entry) {
    var lane = entry.lane() == null ? entry.methodClass().lane() : entry.lane();
    return new MethodProfile(
        index,
        name,
        entry.api() == null ? firstApi : entry.api(),
        entry.methodClass(),
        lane,
        entry.deadline() == null ? file.deadlines().of(lane) : entry.deadline(),
        entry.weight(),
        entry.scope(),
        entry.key(),
        entry.heightParameter(),
        entry.pin() != null,
        entry.pinnedAs(),
        entry.settledAfter() == null ? file.settledAfter() : entry.settledAfter(),
        entry.hash(),
        entry.answerHeight(),
        entry.nullMeans(),
        entry.aboutTransaction(),
        entry.sameEverywhere(),
        notAccepted(entry),
        entry.structs() == null ? file.structs() : entry.structs(),
        entry.breakdown(),
        entry.headers(),
        entry.answer());
  }

  private Set<NodeError> notAccepted(MethodEntry entry) {
    var kinds = new LinkedHashSet<NodeError>();
    entry.notAccepted().forEach(name -> errors.named(name).ifPresent(kinds::add));
    return kinds;
  }

  private @Nullable MethodProfile lookup(MethodTable methods) {
    var name = file.transactionLookup();
    return name == null ? null : methods.named(name).orElseThrow();
  }

  private Map<String, ChainNetwork> networks() {
    var lifecycle = file.lifecycle().with(file.finalHeight(), file.finalHash());
    var networks = new LinkedHashMap<String, ChainNetwork>();
    file.networks()
        .forEach((name, entry) ->
            networks.put(name, entry.named(name, file.blockInterval(), lifecycle)));
    return networks;
  }
}
