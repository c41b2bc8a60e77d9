package headgate.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.listen.websocket.Streams.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private final Told told = new Told();

  /** Writes down what a reader tells. */
  private static final class Told implements FrameReader.Sink {
    private final List<String> words = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();

    @Override
    public void data(Kind kind, boolean last, byte[] payload) {
      words.add(kind + (last ? " last " : " ") + new String(payload, UTF_8));
      lengths.add(payload.length);
    }

    @Override
    public void pinged(byte[] payload) {
      words.add("ping " + new String(payload, ISO_8859_1));
    }

    @Override
    public void closing(int status, String reason) {
      words.add("close " + status + " " + reason);
    }
  }

  private boolean reads(byte[]... parts) {
    var bytes = FrameBytes.join(parts);
    return new FrameReader(told).accept(bytes, 0, bytes.length);
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (var index = 0; index < values.length; index++) {
      bytes[index] = (byte) values[index];
    }
    return bytes;
  }

  private static byte[] of(int length) {
    var payload = new byte[length];
    Arrays.fill(payload, (byte) 'x');
    return payload;
  }

  @Test
  void everyKindOfFrameIsToldInOrder() {
    var frames =
        List.of(
            FrameBytes.text("{\"code\":0}\n"),
            FrameBytes.frame(0x89, "hi".getBytes(UTF_8)),
            FrameBytes.frame(0x8a, new byte[0]),
            FrameBytes.frame(0x82, "b".getBytes(UTF_8)),
            FrameBytes.closing(1001, "bye"));

    assertThat(reads(frames.toArray(byte[][]::new))).isTrue();
    assertThat(told.words)
        .containsExactly("TEXT last {\"code\":0}\n", "ping hi", "BINARY last b", "close 1001 bye");
  }

  @Test
  void aSplitAtEveryByteChangesNothing() {
    var whole =
        FrameBytes.join(
            FrameBytes.text("first"),
            FrameBytes.frame(0x01, "sec".getBytes(UTF_8)),
            FrameBytes.frame(0x89, "p".getBytes(UTF_8)),
            FrameBytes.frame(0x80, of(300)),
            FrameBytes.frame(0x81, of(66_000)),
            FrameBytes.closing(4000, "end"));
    new FrameReader(told).accept(whole, 0, whole.length);
    var expected = List.copyOf(told.words);

    for (var split = 1; split < 700; split++) {
      var again = new Told();
      var reader = new FrameReader(again);
      assertThat(reader.accept(whole, 0, split)).isTrue();
      assertThat(reader.accept(whole, split, whole.length)).isTrue();
      assertThat(again.words).as("split at %s", split).isEqualTo(expected);
    }
    var single = new Told();
    var reader = new FrameReader(single);
    for (var at = 0; at < whole.length; at++) {
      reader.accept(whole, at, at + 1);
    }
    assertThat(single.words).isEqualTo(expected);
  }

  @Test
  void fragmentsStayFragments() {
    assertThat(
            reads(
                FrameBytes.frame(0x01, "a".getBytes(UTF_8)),
                FrameBytes.frame(0x00, "b".getBytes(UTF_8)),
                FrameBytes.frame(0x80, new byte[0]),
                FrameBytes.text("next")))
        .isTrue();
    assertThat(told.words)
        .containsExactly("TEXT a", "CONTINUATION b", "CONTINUATION last ", "TEXT last next");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536})
  void everyFormOfLengthIsOneFrame(int length) {
    assertThat(reads(FrameBytes.frame(0x81, of(length)), FrameBytes.text("after"))).isTrue();
    assertThat(told.lengths).containsExactly(length, 5);
  }

  @Test
  void aLongFrameIsToldInPiecesOfOneMessage() {
    assertThat(reads(FrameBytes.frame(0x81, of(150_000)), FrameBytes.text("after"))).isTrue();

    assertThat(told.lengths).containsExactly(65_536, 65_536, 18_928, 5);
    assertThat(told.words.stream().map(word -> word.substring(0, word.lastIndexOf(' '))))
        .containsExactly("TEXT", "CONTINUATION", "CONTINUATION last", "TEXT last");
  }

  @Test
  void aLongFragmentLeavesItsMessageOpen() {
    assertThat(reads(FrameBytes.frame(0x01, of(70_000)), FrameBytes.frame(0x80, of(1)))).isTrue();

    assertThat(told.words.stream().map(word -> word.substring(0, word.lastIndexOf(' '))))
        .containsExactly("TEXT", "CONTINUATION", "CONTINUATION last");
  }

  @ParameterizedTest
  @CsvSource({
    "reserved bit, c1 00",
    "reserved bit 2, a1 00",
    "reserved bit 3, 91 00",
    "opcode 3, 83 00",
    "opcode 7, 87 00",
    "opcode 11, 8b 00",
    "opcode 15, 8f 00",
    "masked, 81 80 00 00 00 00",
    "length 125 in two bytes, 81 7e 00 7d",
    "length 0 in two bytes, 81 7e 00 00",
    "length 65535 in eight bytes, 81 7f 00 00 00 00 00 00 ff ff",
    "length 0 in eight bytes, 81 7f 00 00 00 00 00 00 00 00",
    "negative length, 81 7f 80 00 00 00 00 01 00 00",
    "ping in parts, 09 00",
    "pong in parts, 0a 00",
    "close in parts, 08 00",
    "long ping, 89 7e 00 7e",
    "continuation of nothing, 80 00",
    "text within a message, 01 00 81 00",
    "binary within a message, 01 00 82 00",
    "close of one byte, 88 01 03",
    "close 1004, 88 02 03 ec",
    "close 1005, 88 02 03 ed",
    "close 1006, 88 02 03 ee",
    "close 1015, 88 02 03 f7",
    "close 999, 88 02 03 e7",
    "close 2999, 88 02 0b b7",
    "close 5000, 88 02 13 88",
    "close reason no UTF-8, 88 03 03 e8 ff",
  })
  void whatBreaksTheProtocolIsSeenAtOnce(String name, String hex) {
    var octets = hex.split(" ", -1);
    var bytes = new byte[octets.length];
    for (var index = 0; index < octets.length; index++) {
      bytes[index] = (byte) Integer.parseInt(octets[index], 16);
    }

    assertThat(reads(bytes)).as(name).isFalse();
    assertThat(told.words).noneMatch(word -> word.startsWith("close"));
  }

  @Test
  void nothingIsReadAfterABreak() {
    var reader = new FrameReader(told);
    var bad = bytes(0x83, 0x00);
    var good = FrameBytes.text("late");

    assertThat(reader.accept(bad, 0, bad.length)).isFalse();
    assertThat(reader.accept(good, 0, good.length)).isFalse();
    assertThat(told.words).isEmpty();
  }

  @Test
  void nothingIsReadAfterAClose() {
    assertThat(reads(FrameBytes.frame(0x88, new byte[0]), bytes(0x83, 0x00))).isTrue();
    assertThat(told.words).containsExactly("close 1005 ");
  }

  @Test
  void anAnnouncedLengthCostsNoMemoryBeforeItComes() {
    assertThat(reads(bytes(0x81, 0x7f, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), of(70_000)))
        .isTrue();
    assertThat(told.lengths).containsExactly(65_536);
  }

  @Test
  void noBytesMakeItStumble() {
    for (var seed = 1L; seed <= 3_000; seed++) {
      var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      var bytes = new byte[random.nextInt(1, 600)];
      random.nextBytes(bytes);
      // Makes deep states likely: a sound first byte and often a short length.
      bytes[0] = (byte) (random.nextBoolean() ? 0x81 : 0x01);
      var heard = new Told();
      var reader = new FrameReader(heard);
      for (var at = 0; at < bytes.length; ) {
        var end = Math.min(bytes.length, at + random.nextInt(1, 50));
        reader.accept(bytes, at, end);
        at = end;
      }
      var told = heard.lengths.stream().mapToInt(Integer::intValue).sum();
      assertThat(told).as("seed %s", seed).isLessThan(bytes.length);
    }
  }
}
