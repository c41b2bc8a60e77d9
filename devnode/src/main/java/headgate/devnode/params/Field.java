package headgate.devnode.params;

import java.util.List;

/**
 * A field of a Go struct: its name, the Go type that a message about a wrong one names, and its
 * rules. An empty text of an optional field is not looked at.
 */
public record Field(String name, Kind kind, String goType, List<Rule> rules) {

  /** What JSON a field takes. */
  public enum Kind {
    TEXT,
    TEXTS,
    ANY
  }

  public static Field required(String name, String goType, Rule rule) {
    return new Field(name, Kind.TEXT, goType, List.of(Rule.REQUIRED, rule));
  }

  public static Field optional(String name, String goType, Rule rule) {
    return new Field(name, Kind.TEXT, goType, List.of(rule));
  }

  public static Field height() {
    return optional("height", "jsonrpc.HexInt", Rule.INT);
  }

  public static Field any(String name) {
    return new Field(name, Kind.ANY, "interface {}", List.of());
  }

  public boolean isRequired() {
    return rules.contains(Rule.REQUIRED);
  }
}
