package headgate.devnode.json;

import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A JSON value. Objects keep the order of their members, and also members of the same name. */
public sealed interface Json {

  /** A string, its escapes decoded. */
  record Text(String value) implements Json {}

  /** A number as it was written. */
  record Numeral(String literal) implements Json {}

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {}

  /** {@code null}. */
  record Null() implements Json {}

  /** An array. */
  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** An object. */
  record Members(List<Member> members) implements Json {
    public Members {
      members = List.copyOf(members);
    }

    /** The last member of exactly this name, or null: the one that wins in Go. */
    public @Nullable Json last(String name) {
      for (var index = members.size() - 1; index >= 0; index--) {
        var member = members.get(index);
        if (member.name().equals(name)) {
          return member.value();
        }
      }
      return null;
    }

    /** The last member of this name; throws NoSuchElementException if there is none. */
    public Json required(String name) {
      var value = last(name);
      if (value == null) {
        throw new NoSuchElementException("no member '" + name + "'");
      }
      return value;
    }
  }

  /** One name and value of an object. */
  record Member(String name, Json value) {}

  static Json text(String value) {
    return new Text(value);
  }

  static Json number(long value) {
    return new Numeral(Long.toString(value));
  }
}
