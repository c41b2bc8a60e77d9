package headgate.gateway.decompose;

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
  private final Map<String, HeightTag> tags;
  private final List<String> wanted = new ArrayList<>();
  private final FieldPaths always;
  private final @Nullable FieldPaths sometimes;
  private final int[] spans;
  private final @Nullable Pin pin;

  MethodReader(MethodProfile method, MethodTable methods, Map<String, HeightTag> tags) {
    this.method = method;
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
    return method.structs().stream().map(StructPath::when).anyMatch(this::present);
  }

  private boolean present(@Nullable FieldPath path) {
    return path != null && !path.isWhole() && spans[2 * wanted.indexOf(path.toString())] >= 0;
  }

  private Call.Subject subject(Call.Params params) {
    var height = slot(method.height());
    var transaction = slot(method.aboutTransaction());
    var from = height < 0 ? -1 : spans[height];
    var to = height < 0 ? -1 : spans[height + 1];
    return new Call.Subject(
        from < 0 ? HeightParam.OPEN : height(params, from, to),
        from,
        to,
        present(method.hash()),
        transaction < 0 ? -1 : spans[transaction],
        transaction < 0 ? -1 : spans[transaction + 1]);
  }

  /** Where a parameter's span was put, -1 where it is not there. */
  private int slot(@Nullable FieldPath path) {
    return path != null && present(path) ? 2 * wanted.indexOf(path.toString()) : -1;
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
