package headgate.gateway.decompose;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.chain.method.FieldPath;
import headgate.chain.method.HeightTag;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.MethodTable;
import headgate.chain.method.StructPath;
import headgate.jsonrpc.FieldFinder;
import headgate.jsonrpc.FieldPaths;
import headgate.jsonrpc.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the few parameters of one method that a rule of the gateway looks at.
 *
 * <p>Where the node decodes an object into a struct, it takes {@code Height} for {@code height}; a
 * key that only folds to one of the names looked for, or two keys that fold to one, would let the
 * node see another call than the gateway judged. Such params are refused. Some objects are structs
 * only when another parameter is present, so those are read a second time with the wider rule.
 */
final class MethodReader {
  private final MethodProfile method;
  private final byte[] methodName;
  private final Map<String, HeightTag> tags;
  private final List<String> wanted = new ArrayList<>();
  private final FieldPaths always;
  private final @Nullable FieldPaths sometimes;
  private final int[] spans;
  private final int height;
  private final int hash;
  private final int transaction;
  private final @Nullable Pin pin;

  MethodReader(MethodProfile method, MethodTable methods, Map<String, HeightTag> tags) {
    this.method = method;
    methodName = method.name().getBytes(UTF_8);
    pin = Pin.of(method, methods);
    this.tags = tags;
    want(method.height());
    want(method.hash());
    want(method.aboutTransaction());
    method.structs().forEach(struct -> want(struct.when()));
    method.breakdown().forEach(this::want);
    always = compile(false);
    var conditional = method.structs().stream().anyMatch(struct -> struct.when() != null);
    sometimes = conditional ? compile(true) : null;
    spans = new int[2 * wanted.size()];
    height = slot(method.height());
    hash = slot(method.hash());
    transaction = slot(method.aboutTransaction());
  }

  private void want(@Nullable FieldPath path) {
    if (path != null && !path.isWhole() && !wanted.contains(path.toString())) {
      wanted.add(path.toString());
    }
  }

  private FieldPaths compile(boolean conditionalToo) {
    var structs = new LinkedHashSet<String>();
    for (var struct : method.structs()) {
      if (conditionalToo || struct.when() == null) {
        structs.add(struct.path().isWhole() ? "" : struct.path().toString());
      }
    }
    return FieldPaths.compile(wanted, List.copyOf(structs));
  }

  MethodProfile method() {
    return method;
  }

  /** The method's name, UTF-8, which nobody changes. */
  byte[] methodName() {
    return methodName;
  }

  /** How a height is filled in; null where none is. */
  @Nullable Pin pin() {
    return pin;
  }

  /** What the params ask about; null where a node could understand them otherwise. */
  Call.@Nullable Subject read(Call.Params params, FieldFinder finder) {
    if (!params.present()) {
      return Call.Subject.NONE;
    }
    var clash =
        !find(params, finder, always)
            || (sometimes != null && conditionHolds() && !find(params, finder, sometimes));
    return clash ? null : subject(params);
  }

  private boolean find(Call.Params params, FieldFinder finder, FieldPaths paths) {
    var outcome = finder.find(params.body(), params.from(), params.to(), paths, spans);
    return outcome == FieldFinder.Outcome.FOUND;
  }

  private boolean conditionHolds() {
    return method.structs().stream()
        .map(StructPath::when)
        .anyMatch(condition -> start(slot(condition)) >= 0);
  }

  private Call.Subject subject(Call.Params params) {
    var from = start(height);
    return new Call.Subject(
        from < 0 ? HeightParam.OPEN : height(params, from, end(height)),
        from,
        end(height),
        start(hash) >= 0,
        start(transaction),
        end(transaction));
  }

  /** Where a parameter's span is put, -1 where none is looked for. */
  private int slot(@Nullable FieldPath path) {
    return path == null || path.isWhole() ? -1 : 2 * wanted.indexOf(path.toString());
  }

  /** Where the parameter of a slot begins, -1 where it is not there. */
  private int start(int slot) {
    return slot < 0 ? -1 : spans[slot];
  }

  /** Where it ends, -1 where it is not there. */
  private int end(int slot) {
    return slot < 0 || spans[slot] < 0 ? -1 : spans[slot + 1];
  }

  private HeightParam height(Call.Params params, int from, int to) {
    var height = JsonText.height(params.body(), from, to);
    return height >= 0 ? new HeightParam.At(height) : tag(params.body(), from, to);
  }

  private HeightParam tag(byte[] body, int from, int to) {
    if (body[from] == 'n') {
      return HeightParam.OPEN;
    }
    var tag = JsonText.isString(body, from, to) ? tags.get(JsonText.decode(body, from, to)) : null;
    return switch (tag) {
      case null -> HeightParam.OPAQUE;
      case HeightTag.Head _ -> HeightParam.OPEN;
      case HeightTag.Uncached _ -> HeightParam.OPAQUE;
      case HeightTag.At at -> new HeightParam.At(at.height());
    };
  }
}
