package headgate.chain;

import headgate.chain.error.ErrorTable;
import headgate.chain.head.HeadProbe;
import headgate.chain.method.MethodTable;
import headgate.chain.surface.PathTemplate;
import headgate.chain.yaml.NearestName;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that whatever one part of a profile names is there in another part. */
final class ProfileReferences {

  private static final String METHOD_NAME = "[A-Za-z0-9_.:-]{1,128}";
  private static final String NAME = "[A-Za-z][A-Za-z0-9-]{0,63}";

  /** Headers that frame a request or carry secrets are composed by the gateway alone. */
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "cookie",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final SequencedMap<String, ApiEntry> apis;
  private final SequencedMap<String, ForwardedHeader> headers;
  private final SequencedMap<String, ErrorEntry> errors;
  private final SequencedMap<String, MethodEntry> methods;
  private final SequencedMap<String, String> blame = new LinkedHashMap<>();

  ProfileReferences(
      SequencedMap<String, ApiEntry> apis,
      SequencedMap<String, ForwardedHeader> headers,
      SequencedMap<String, ErrorEntry> errors,
      SequencedMap<String, MethodEntry> methods) {
    this.apis = apis;
    this.headers = headers;
    this.errors = errors;
    this.methods = methods;
  }

  /** Throws {@link InvalidReferences} with everything that does not fit. */
  void check(SequencedMap<String, StreamEntry> streams, HeadProbe head, @Nullable String lookup) {
    if (apis.isEmpty()) {
      blame.put("apis", "has to name at least one API");
    }
    if (methods.size() > MethodTable.METHODS_MAX) {
      blame.put("methods", "has more than " + MethodTable.METHODS_MAX + " methods");
    }
    checkNames("apis", apis.keySet());
    checkNames("streams", streams.keySet());
    checkNames("errors", errors.keySet());
    checkHeaders();
    streams.forEach((name, stream) -> known("streams." + name + ".api", stream.api(), apis));
    checkPaths(streams);
    checkHead(head);
    checkErrors();
    methods.forEach(this::checkMethod);
    checkLookup(lookup);
    if (!blame.isEmpty()) {
      throw new InvalidReferences(blame);
    }
  }

  private void checkNames(String key, Collection<String> names) {
    for (var name : names) {
      if (!name.matches(NAME)) {
        blame.put(key + "." + name, "a name is 1 to 64 letters, digits and -");
      }
    }
  }

  private void checkHeaders() {
    checkNames("headers", headers.keySet());
    for (var name : headers.keySet()) {
      if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
        blame.put("headers." + name, "the gateway composes this header itself");
      }
    }
  }

  private void checkPaths(SequencedMap<String, StreamEntry> streams) {
    var owners = new HashMap<PathTemplate, String>();
    apis.forEach((name, api) -> checkPaths("apis." + name + ".paths", api.paths(), owners));
    streams.forEach(
        (name, stream) -> checkPaths("streams." + name + ".paths", stream.paths(), owners));
  }

  private void checkPaths(String key, List<PathTemplate> paths, Map<PathTemplate, String> owners) {
    if (paths.isEmpty()) {
      blame.put(key, "has to name at least one path");
    }
    for (var path : paths) {
      var owner = owners.putIfAbsent(path, key);
      if (owner != null) {
        blame.put(key, path + " stands already in " + owner);
      }
    }
  }

  private void checkHead(HeadProbe head) {
    known("head.method", head.method(), methods);
    known("head.block.method", head.block().method(), methods);
    var identity = head.identity();
    if (identity != null) {
      known("head.identity.method", identity.method(), methods);
    }
  }

  private void checkMethod(String name, MethodEntry method) {
    var path = "methods." + name;
    if (!name.matches(METHOD_NAME)) {
      blame.put(path, "a method's name is 1 to 128 letters, digits, _ . : and -");
    }
    known(path + ".api", method.api(), apis);
    method.notAccepted().forEach(error -> known(path + ".notAccepted", error, errors));
    method.headers().forEach(header -> known(path + ".headers", header, headers));
    checkPinnedAs(path + ".pinnedAs", method.pinnedAs());
  }

  private void checkPinnedAs(String path, @Nullable String other) {
    known(path, other, methods);
    var target = other == null ? null : methods.get(other);
    if (target != null && target.heightParameter() == null) {
      blame.put(path, "\"" + other + "\" has no height parameter");
    }
  }

  private void checkLookup(@Nullable String lookup) {
    known("transactionLookup", lookup, methods);
    var target = lookup == null ? null : methods.get(lookup);
    if (target != null && target.aboutTransaction() == null) {
      blame.put("transactionLookup", "\"" + lookup + "\" has no aboutTransaction");
    }
  }

  private void checkErrors() {
    var table = ProfileBuilder.errorTable(errors);
    for (int index = 0; index < table.errors().size(); index++) {
      var name = table.errors().get(index).name();
      if (name.equals(ErrorTable.OTHER.name())) {
        blame.put("errors." + name, "is what errors are called that no entry matches");
      }
      table
          .hiding(index)
          .ifPresent(earlier ->
              blame.put(
                  "errors." + name,
                  "is never reached: \"" + earlier.name() + "\" before it matches the same"));
    }
  }

  private void known(String path, @Nullable String name, SequencedMap<String, ?> there) {
    if (name != null && !there.containsKey(name)) {
      blame.put(path, "there is no \"" + name + "\"" + NearestName.hint(name, there.keySet()));
    }
  }
}
