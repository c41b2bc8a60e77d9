package headgate.chain.hash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Writes JSON in the form that ICON hashes: {@code key.value.key.value} with keys in the order of
 * their bytes, objects in braces, lists in brackets, null as {@code \0}, and a backslash before
 * {@code \ . { } [ ]} in keys and texts.
 *
 * <p>goloop writes a dot before every part but the first, and takes for the first whatever comes
 * while nothing has been written; so an empty text at the head of a list is followed by no dot.
 * Numbers go through a 64-bit float there: only whole numbers that it keeps exactly have a form
 * here. Truth values have none at all.
 */
final class IconSerialisation {

  private static final long EXACT_MAX = 1L << 53;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);

  byte[] bytes() {
    return out.toByteArray();
  }

  void raw(String ascii) {
    out.writeBytes(ascii.getBytes(UTF_8));
  }

  /** Writes the members of an object without its braces. */
  void members(JsonNode object, Set<String> leftOut) throws Unhashable {
    int start = out.size();
    for (var key : sortedKeys(object)) {
      if (leftOut.contains(key)) {
        continue;
      }
      dotUnlessFirst(start);
      text(key);
      out.write('.');
      value(object.path(key));
    }
  }

  private void value(JsonNode value) throws Unhashable {
    switch (value.getNodeType()) {
      case NULL -> raw("\\0");
      case STRING -> text(value.stringValue());
      case NUMBER -> number(value);
      case OBJECT -> {
        out.write('{');
        members(value, Set.of());
        out.write('}');
      }
      case ARRAY -> {
        out.write('[');
        items(value);
        out.write(']');
      }
      case BOOLEAN, BINARY, MISSING, POJO ->
          throw new Unhashable("a truth value has no form that ICON hashes");
    }
  }

  private void items(JsonNode array) throws Unhashable {
    int start = out.size();
    for (var item : array) {
      dotUnlessFirst(start);
      value(item);
    }
  }

  private void number(JsonNode number) throws Unhashable {
    boolean exact =
        number.isIntegralNumber()
            && number.canConvertToLong()
            && number.longValue() >= -EXACT_MAX
            && number.longValue() <= EXACT_MAX;
    if (!exact) {
      throw new Unhashable("the node would round a number");
    }
    raw(Long.toString(number.longValue()));
  }

  private void text(String text) throws Unhashable {
    for (byte part : utf8(text)) {
      if ("\\.{}[]".indexOf(part) >= 0) {
        out.write('\\');
      }
      out.write(part);
    }
  }

  private void dotUnlessFirst(int start) {
    if (out.size() > start) {
      out.write('.');
    }
  }

  private static List<String> sortedKeys(JsonNode object) throws Unhashable {
    var keys = new ArrayList<byte[]>();
    for (var key : object.propertyNames()) {
      keys.add(utf8(key));
    }
    keys.sort(Arrays::compareUnsigned);
    return keys.stream().map(key -> new String(key, UTF_8)).toList();
  }

  private static byte[] utf8(String text) throws Unhashable {
    try {
      var buffer = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException notUnicode) {
      throw new Unhashable("a text holds half a character");
    }
  }
}
