package headgate.gateway.listen.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import headgate.gateway.netty.LoopBuffer;
import headgate.gateway.seam.Clock;
import headgate.jsonrpc.number.Digits;
import io.netty.buffer.ByteBuf;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes the heads of responses for one loop: the fields that goloop sends, in its order, and the
 * date, which is formatted once a second.
 */
public final class ResponseHead {
  /** Fields that a browser's script may read besides the ordinary ones. */
  public static final String EXPOSED =
      "X-Headgate-Head,X-Headgate-Head-Age,X-Headgate-Cache,X-Headgate-Request-Id,Retry-After";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final String CORS =
      "Access-Control-Allow-Origin: *\r\nAccess-Control-Expose-Headers: " + EXPOSED + "\r\n";

  /** What the body is, for the {@code Content-Type} field. */
  public enum Content {
    /** No body. */
    NONE(""),
    /** A JSON-RPC answer. */
    JSON("Content-Type: application/json; charset=UTF-8\r\n"),
    /** A plain sentence. */
    TEXT("Content-Type: text/plain; charset=UTF-8\r\n");

    private final String field;

    Content(String field) {
      this.field = field;
    }
  }

  /**
   * The variable part of a head.
   *
   * @param status the HTTP status
   * @param content what the body is
   * @param length bytes of the body
   * @param crossOrigin whether the request named an origin
   * @param closing whether the connection ends with this response
   */
  public record Terms(
      int status, Content content, long length, boolean crossOrigin, boolean closing) {}

  private static final byte[] BEGIN =
      ascii("HTTP/1.1 200 OK\r\n" + Content.JSON.field + "Vary: Origin\r\n");
  private static final byte[] BEGIN_CROSS_ORIGIN =
      ascii("HTTP/1.1 200 OK\r\n" + CORS + Content.JSON.field + "Vary: Origin\r\n");
  private static final byte[] LENGTH = ascii("Content-Length: ");
  private static final byte[] CLOSING = ascii("Connection: close\r\n");
  private static final byte[] LINE_END = ascii("\r\n");

  /** Room that a head takes at most, without lines of its answer's own. */
  private static final int BYTES_MAX = 512;

  private static final long DATE_HOLDS_NANOS = 50_000_000;

  private final Clock clock;
  private final LoopBuffer buffer;
  private final byte[] digits = new byte[19];
  private long dateSecond = Long.MIN_VALUE;
  private byte[] date = {};
  private long dateReadNanos;

  /**
   * For a loop.
   *
   * @param buffer in which the loop's responses are put together
   */
  public ResponseHead(Clock clock, LoopBuffer buffer) {
    this.clock = clock;
    this.buffer = buffer;
  }

  /** A buffer for a head, lines of its answer's own and so many bytes of a body. */
  ByteBuf buffer(int lines, int body) {
    return buffer.take(BYTES_MAX + lines + body);
  }

  /** The field line that asks to come back later; empty for 0 seconds. */
  public static String retryAfter(int seconds) {
    return seconds > 0 ? "Retry-After: " + seconds + "\r\n" : "";
  }

  /** Writes a head; extra holds whole field lines, each with its line end. */
  void write(ByteBuf out, Terms terms, String extra) {
    if (terms.status == 200 && terms.content == Content.JSON) {
      out.writeBytes(begin(terms.crossOrigin));
    } else {
      out.writeBytes(ascii(otherBegin(terms)));
    }
    out.writeCharSequence(extra, ISO_8859_1);
    out.writeBytes(dateField());
    if (terms.status != 204) {
      writeLength(out, terms.length);
    }
    if (terms.closing) {
      out.writeBytes(CLOSING);
    }
    out.writeBytes(LINE_END);
  }

  private static String otherBegin(Terms terms) {
    return "HTTP/1.1 "
        + terms.status
        + " "
        + reason(terms.status)
        + "\r\n"
        + (terms.crossOrigin ? CORS : "")
        + terms.content.field
        + "Vary: Origin\r\n";
  }

  /** Writes the line that says how long the body is. */
  void writeLength(ByteBuf out, long length) {
    var count = Digits.decimals(length);
    Digits.putDecimal(length, count, digits, 0);
    out.writeBytes(LENGTH).writeBytes(digits, 0, count).writeBytes(LINE_END);
  }

  private void readDate() {
    var now = clock.wallTime();
    if (now.getEpochSecond() != dateSecond) {
      dateSecond = now.getEpochSecond();
      date = ascii("Date: " + DATE.format(now) + "\r\n");
    }
  }

  /** What the head of an answer with status 200 begins with; nobody changes it. */
  byte[] begin(boolean crossOrigin) {
    return crossOrigin ? BEGIN_CROSS_ORIGIN : BEGIN;
  }

  /** The date's line, which may be late by a twentieth of a second; nobody changes it. */
  byte[] dateField() {
    var now = clock.nanos();
    if (date.length == 0 || now - dateReadNanos >= DATE_HOLDS_NANOS) {
      dateReadNanos = now;
      readDate();
    }
    return date;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 429 -> "Too Many Requests";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status";
    };
  }
}
