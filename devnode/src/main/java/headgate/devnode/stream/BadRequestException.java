package headgate.devnode.stream;

import java.io.Serial;

/** Says what is wrong with the request that opens a stream: goloop's code and message. */
final class BadRequestException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_PARAMS = -32602;

  private final int code;

  private BadRequestException(int code, String message) {
    super(message);
    this.code = code;
  }

  static BadRequestException unreadable() {
    return new BadRequestException(PARSE_ERROR, "bad event request");
  }

  static BadRequestException invalid(String message) {
    return new BadRequestException(INVALID_PARAMS, message);
  }

  /** Whether the request could not be read at all. */
  boolean isUnreadable() {
    return code == PARSE_ERROR;
  }

  int code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
