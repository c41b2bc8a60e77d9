package headgate.devnode.stream;

import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonSyntaxException;
import headgate.devnode.json.LaxReader;
import headgate.devnode.params.Field;
import headgate.devnode.params.GoStruct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the fields of a request for a stream, as leniently as goloop: a height may be a number. */
final class StreamFields {
  private final GoStruct struct;

  private StreamFields(GoStruct struct) {
    this.struct = struct;
  }

  /** The fields of the first JSON value of a message. */
  static StreamFields read(String message, String... names) throws BadRequestException {
    try {
      var value = LaxReader.first(message);
      return of(value instanceof Json.Null ? new Json.Members(List.of()) : value, names);
    } catch (JsonSyntaxException noJson) {
      throw BadRequestException.unreadable();
    }
  }

  static StreamFields of(Json value, String... names) throws BadRequestException {
    if (!(value instanceof Json.Members object)) {
      throw BadRequestException.unreadable();
    }
    var fields = Arrays.stream(names).map(Field::any).toList();
    var struct = GoStruct.read(object, fields);
    if (struct.problem().isPresent()) {
      throw BadRequestException.unreadable();
    }
    return new StreamFields(struct);
  }

  /** A number: a JSON number, or a text in decimal or hex; 0 if it is missing. */
  long number(String name) throws BadRequestException {
    var text =
        switch (struct.value(name)) {
          case null -> "0";
          case Json.Numeral(var literal) -> literal;
          case Json.Text(var given) -> given;
          default -> throw BadRequestException.unreadable();
        };
    try {
      return text.contains("x") ? Hex.quantity(text).longValueExact() : Long.parseLong(text);
    } catch (ArithmeticException | NumberFormatException noNumber) {
      throw BadRequestException.unreadable();
    }
  }

  /** {@code "0x1"} or {@code "0x0"}; false if it is missing. */
  boolean flag(String name) throws BadRequestException {
    var value = struct.value(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Json.Text(var text) && (text.equals("0x0") || text.equals("0x1"))) {
      return text.equals("0x1");
    }
    throw BadRequestException.unreadable();
  }

  Optional<String> text(String name) throws BadRequestException {
    return switch (struct.value(name)) {
      case null -> Optional.empty();
      case Json.Null() -> Optional.empty();
      case Json.Text(var text) -> Optional.of(text);
      default -> throw BadRequestException.unreadable();
    };
  }

  /** Texts, of which each may be missing ({@code null}). */
  List<Optional<String>> texts(String name) throws BadRequestException {
    var texts = new ArrayList<Optional<String>>();
    for (var item : items(name)) {
      texts.add(
          switch (item) {
            case Json.Null() -> Optional.empty();
            case Json.Text(var text) -> Optional.of(text);
            default -> throw BadRequestException.unreadable();
          });
    }
    return texts;
  }

  List<Json> items(String name) throws BadRequestException {
    return switch (struct.value(name)) {
      case null -> List.of();
      case Json.Null() -> List.of();
      case Json.Items(var items) -> items;
      default -> throw BadRequestException.unreadable();
    };
  }
}
