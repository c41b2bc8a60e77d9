package headgate.gateway.observe.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes lines as JSON, one object each: keys in one order, absent where they would say nothing.
 *
 * <p>Only printable ASCII leaves it, so that no line can be forged and no terminal be moved,
 * whatever a name should hold one day.
 */
final class LineText {
  /** Of every batch, whatever became of its calls. */
  private static final int BATCH_STATUS = 200;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text = new StringBuilder(512);

  /** One line with its end. */
  String of(AccessLine line, Instant ended) {
    text.setLength(0);
    var request = line.request();
    text.append("{\"time\":\"").append(TIME.format(ended)).append('"');
    word("id", request.id());
    if (line.item() >= 0) {
      number("item", line.item());
      number("items", request.items());
    }
    word("client", request.client().toString());
    word("network", request.network());
    word("api", request.api());
    call(line.call(), line.item() >= 0);
    if (request.height() >= 0) {
      number("height", request.height());
    }
    // A batch has one body, told with its first call.
    if (line.item() <= 0) {
      number("bytesIn", request.bytes());
    }
    if (line.alike() > 1) {
      number("alike", line.alike());
    }
    if (line.weight() > 1) {
      number("weight", line.weight());
    }
    return text.append("}\n").toString();
  }

  private void call(CallLine call, boolean inBatch) {
    word("method", call.method());
    word("outcome", call.outcome());
    word("reason", call.reason());
    if (call.code() != 0) {
      number("code", call.code());
    }
    if (call.status() > 0) {
      number("status", inBatch ? BATCH_STATUS : call.status());
    }
    key("millis");
    var micros = Math.max(0, call.nanos()) / 1_000;
    text.append(micros / 1_000).append('.');
    text.append(Long.toString(1_000 + micros % 1_000), 1, 4);
    number("bytesOut", call.bytes());
    word("node", call.asked().node());
    if (call.asked().tries() > 0) {
      number("tries", call.asked().tries());
    }
  }

  private void number(String key, long value) {
    key(key);
    text.append(value);
  }

  private void word(String key, String word) {
    if (!word.isEmpty()) {
      key(key);
      text.append('"');
      word.chars().forEach(this::letter);
      text.append('"');
    }
  }

  private void letter(int letter) {
    if (letter == '"' || letter == '\\') {
      text.append('\\').append((char) letter);
    } else if (letter >= ' ' && letter < 0x7f) {
      text.append((char) letter);
    } else {
      text.append("\\u%04x".formatted(letter));
    }
  }

  private void key(String key) {
    text.append(",\"").append(key).append("\":");
  }
}
