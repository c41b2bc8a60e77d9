package headgate.devnode.json;

import java.io.Serial;

/** Says that a text does not begin with a JSON value. */
public final class JsonSyntaxException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  JsonSyntaxException(String message, int offset) {
    super(message + " at " + offset);
  }
}
