package headgate.gateway.listen.answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import headgate.gateway.seam.Clock;
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
  private static final long DATE_HOLDS_NANOS = 50_000_000;

  private final Clock clock;
  private long dateSecond = Long.MIN_VALUE;
  private String dateField = "";
  private byte[] dateBytes = {};
  private long dateReadNanos;

  public ResponseHead(Clock clock) {
    this.clock = clock;
  }

  /** The field line that asks to come back later; empty for 0 seconds. */
  public static String retryAfter(int seconds) {
    return seconds > 0 ? "Retry-After: " + seconds + "\r\n" : "";
  }

  /** The bytes of a head; extra holds whole field lines, each with its line end. */
  public byte[] bytes(Terms terms, String extra) {
    var text = new StringBuilder(320);
    text.append("HTTP/1.1 ").append(terms.status).append(' ').append(reason(terms.status));
    text.append("\r\n");
    if (terms.crossOrigin) {
      text.append(CORS);
    }
    text.append(terms.content.field).append("Vary: Origin\r\n").append(extra).append(date());
    if (terms.status != 204) {
      text.append("Content-Length: ").append(terms.length).append("\r\n");
    }
    if (terms.closing) {
      text.append("Connection: close\r\n");
    }
    return text.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  private String date() {
    var now = clock.wallTime();
    if (now.getEpochSecond() != dateSecond) {
      dateSecond = now.getEpochSecond();
      dateField = "Date: " + DATE.format(now) + "\r\n";
      dateBytes = ascii(dateField);
    }
    return dateField;
  }

  /** What the head of an answer with status 200 begins with; nobody changes it. */
  byte[] begin(boolean crossOrigin) {
    return crossOrigin ? BEGIN_CROSS_ORIGIN : BEGIN;
  }

  /** The date's line, which may be late by a twentieth of a second; nobody changes it. */
  byte[] dateField() {
    var now = clock.nanos();
    if (dateBytes.length == 0 || now - dateReadNanos >= DATE_HOLDS_NANOS) {
      dateReadNanos = now;
      date();
    }
    return dateBytes;
  }

  static byte[] ascii(String text) {
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
