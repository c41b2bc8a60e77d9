package headgate.gateway.observe.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.address.IpAddress;
import headgate.gateway.config.operate.AccessLogConfig;
import headgate.gateway.observe.ReasonCount;
import headgate.gateway.testkit.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AccessLogTest {
  private static final IpAddress CLIENT = IpAddress.parse("203.0.113.7");

  private final ManualClock clock = new ManualClock();
  private final WrittenLines written = new WrittenLines(clock);

  @TempDir private Path folder;

  // ---- what a line says

  @Test
  void aLineSaysWhoAskedWhatAndWhatBecameOfIt() {
    var request = written.loop().request(CLIENT).at("main", "v3").holding(77);
    request.sees(1_000);
    request.ended(0, Lines.failed());

    var line = written.lines().getFirst();
    assertThat(line.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "time",
            "id",
            "client",
            "network",
            "api",
            "method",
            "outcome",
            "reason",
            "code",
            "status",
            "millis",
            "bytesOut",
            "node",
            "tries",
            "height",
            "bytesIn");
    assertThat(line.path("client").asString()).isEqualTo("203.0.113.7");
    assertThat(line.path("network").asString()).isEqualTo("main");
    assertThat(line.path("method").asString()).isEqualTo("a_read");
    assertThat(line.path("reason").asString()).isEqualTo("no_node");
    assertThat(line.path("code").asInt()).isEqualTo(-32093);
    assertThat(line.path("status").asInt()).isEqualTo(503);
    assertThat(line.path("millis").asDouble()).isEqualTo(2.0);
    assertThat(line.path("node").asString()).isEqualTo("n1");
    assertThat(line.path("tries").asInt()).isEqualTo(3);
    assertThat(line.path("height").asLong()).isEqualTo(1_000);
    assertThat(line.path("bytesIn").asLong()).isEqualTo(77);
    assertThat(line.path("bytesOut").asLong()).isEqualTo(99);
  }

  @Test
  void itsTimeIsWhenTheCallEndedAndNotWhenItWasWritten() {
    var loop = written.loop();
    var before = clock.wallTime();
    loop.request(CLIENT).ended(0, Lines.hit());
    clock.advance(Duration.ofMillis(1_500));
    assertThat(written.lines().getFirst().path("time").asString())
        .isEqualTo(before.toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"));
  }

  @Test
  void callsOfABatchCarryItsIdAndTheirPlaceAndItsBytesOnce() {
    var request = written.loop().request(CLIENT).at("main", "v3").holding(500);
    request.batch(2);
    request.ended(1, Lines.failed());
    request.ended(0, Lines.hit());

    var lines = written.lines();
    assertThat(lines).extracting(line -> line.path("item").asInt()).containsExactly(1, 0);
    assertThat(lines).extracting(line -> line.path("items").asInt()).containsOnly(2);
    assertThat(lines).extracting(line -> line.path("id").asString()).containsOnly(id(lines));
    assertThat(lines).extracting(line -> line.path("status").asInt()).containsOnly(200);
    assertThat(lines.getFirst().has("bytesIn")).isFalse();
    assertThat(lines.getLast().path("bytesIn").asLong()).isEqualTo(500);
  }

  private static String id(List<JsonNode> lines) {
    return lines.getFirst().path("id").asString();
  }

  @Test
  void everyRequestHasAnIdOfItsOwnOnAnyLoop() {
    var one = written.loop();
    var two = written.loop();
    for (var each = 0; each < 50; each++) {
      one.request(CLIENT).ended(0, Lines.hit());
      two.request(CLIENT).ended(0, Lines.hit());
    }
    var ids =
        written.lines().stream()
            .map(line -> line.path("id").asString())
            .collect(Collectors.toSet());

    assertThat(ids).hasSize(100).allMatch(id -> id.matches("[a-z0-9]{8}-[a-z0-9]{1,13}"));
  }

  @Test
  void theCallerIsToldTheIdOfTheLine() {
    var request = written.loop().request(CLIENT);
    request.ended(0, Lines.hit());

    assertThat(request.field()).isEqualTo("X-Headgate-Request-Id: " + id(written.lines()) + "\r\n");
    assertThat(LoopAccess.OFF.request(CLIENT).field()).isEmpty();
  }

  @Test
  void nothingButPrintableAsciiLeavesIt() {
    var request = written.loop().request(CLIENT).at("net\r\n\"\\", "\u001b[2J\u2028\u00e9");
    request.ended(0, Lines.of("m\u0000\n{\"forged\":1}", "n\u007f"));

    var text = written.text();
    assertThat(text.lines()).hasSize(1);
    assertThat(text.chars().filter(each -> each != '\n'))
        .allMatch(each -> each >= ' ' && each < 0x7f);
    var line = written.lines().getFirst();
    assertThat(line.path("method").asString()).isEqualTo("m\u0000\n{\"forged\":1}");
    assertThat(line.path("network").asString()).isEqualTo("net\r\n\"\\");
    assertThat(line.has("forged")).isFalse();
  }

  // ---- which lines are written

  @Test
  void ofAnsweredRequestsASampleIsWrittenWithItsWeight() {
    var sampled = new WrittenLines(clock, new AccessLogConfig("-", 10, Duration.ofSeconds(1)));
    var loop = sampled.loop();
    for (var each = 0; each < 100; each++) {
      loop.request(CLIENT).ended(0, Lines.hit());
    }

    assertThat(sampled.lines()).hasSize(10).allMatch(line -> line.path("weight").asInt() == 10);
  }

  @Test
  void whatFailedOrWasSlowIsAlwaysWritten() {
    var sampled = new WrittenLines(clock, new AccessLogConfig("-", 10, Duration.ofSeconds(1)));
    var loop = sampled.loop();
    loop.request(CLIENT).ended(0, Lines.hit());
    for (var each = 0; each < 5; each++) {
      loop.request(CLIENT).ended(0, Lines.failed());
      loop.request(CLIENT).ended(0, Lines.hit(Duration.ofSeconds(1)));
    }

    assertThat(sampled.lines()).filteredOn(line -> !line.has("weight")).hasSize(10);
  }

  @Test
  void aFloodOfWhatIsAlwaysWrittenIsSampledLikeTheRest() {
    var sampled = new WrittenLines(clock, new AccessLogConfig("-", 10, Duration.ofSeconds(1)));
    var loop = sampled.loop();
    for (var each = 0; each < 5_000; each++) {
      loop.request(CLIENT).ended(0, Lines.failed());
    }

    var lines = sampled.lines();
    assertThat(lines).filteredOn(line -> !line.has("weight")).hasSize(LoopAccess.UNSAMPLED_MAX);
    assertThat(lines.stream().mapToInt(line -> line.path("weight").asInt(1)).sum())
        .isEqualTo(5_000);
    clock.advance(Duration.ofSeconds(1));
    loop.request(CLIENT).ended(0, Lines.failed());
    loop.request(CLIENT).ended(0, Lines.failed());
    assertThat(sampled.lines()).hasSize(2);
  }

  @Test
  void refusedCallsOfABatchShareALineForEachReason() {
    var request = written.loop().request(CLIENT).holding(500);
    request.batch(6);
    for (var item : List.of(4, 0, 3)) {
      request.ended(item, Lines.refused("malformed"));
    }
    request.ended(1, Lines.refused("method_not_found"));
    request.ended(2, Lines.hit());
    assertThat(written.lines()).hasSize(1);
    request.ended(5, Lines.refused("malformed"));

    var lines = written.lines();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().path("reason").asString()).isEqualTo("malformed");
    assertThat(lines.getFirst().path("alike").asInt()).isEqualTo(4);
    assertThat(lines.getFirst().path("item").asInt(-1)).isZero();
    assertThat(lines.getFirst().path("bytesIn").asLong()).isEqualTo(500);
    assertThat(lines.getLast().path("item").asInt()).isOne();
    assertThat(lines.getLast().has("alike")).isFalse();
  }

  @Test
  void aBusyLoopDoesNotHoldUpTheLinesOfAnother() {
    var busy = written.loop();
    var quiet = written.loop();
    for (var each = 0; each < 2_000; each++) {
      busy.request(CLIENT).ended(0, Lines.hit());
    }
    quiet.request(CLIENT).ended(0, Lines.failed());

    var lines = written.lines();
    assertThat(lines).hasSize(2_001);
    assertThat(lines.subList(0, 500))
        .anyMatch(line -> line.path("reason").asString().equals("no_node"));
  }

  @Test
  void linesThatFindNoRoomAreCountedAndTheOthersWritten() {
    var loop = written.loop();
    for (var each = 0; each < AccessLog.QUEUE_SIZE + 5; each++) {
      loop.request(CLIENT).ended(0, Lines.hit());
    }

    assertThat(written.lines()).hasSize(AccessLog.QUEUE_SIZE);
    assertThat(count(written.log(), "dropped")).isEqualTo(5);
    assertThat(count(written.log(), "written")).isEqualTo(AccessLog.QUEUE_SIZE);
  }

  // ---- where they go

  @Test
  void whatCannotBeWrittenIsCountedAndTheNextLinesAreTriedAgain() {
    var loop = written.loop();
    written.full(true);
    loop.request(CLIENT).ended(0, Lines.hit());
    assertThat(written.lines()).isEmpty();
    loop.request(CLIENT).ended(0, Lines.hit());
    assertThat(written.lines()).isEmpty();
    written.full(false);
    loop.request(CLIENT).ended(0, Lines.failed());

    assertThat(written.lines()).hasSize(1);
    assertThat(count(written.log(), "unwritable")).isEqualTo(2);
    assertThat(count(written.log(), "written")).isOne();
  }

  @Test
  void aFileIsBegunAnewWhereItWasMovedAwayAndLeftWhereItIsElse() throws IOException {
    var file = Files.writeString(folder.resolve("access.log"), "from before\n");
    var log = log(file);
    var loop = log.forLoop();
    loop.request(CLIENT).ended(0, Lines.hit());
    log.writeAll();
    Files.move(file, folder.resolve("access.log.1"));
    loop.request(CLIENT).ended(0, Lines.failed());
    log.writeAll();
    loop.request(CLIENT).ended(0, Lines.failed());
    log.writeAll();

    assertThat(folder.resolve("access.log.1"))
        .content()
        .startsWith("from before\n{")
        .contains("hit");
    assertThat(Files.readAllLines(folder.resolve("access.log.1"))).hasSize(2);
    assertThat(Files.readAllLines(file)).hasSize(2).allMatch(line -> line.contains("no_node"));
  }

  @Test
  void aFileThatWasMovedAsSoonAsItWasOpenedIsBegunAnew() throws IOException {
    var path = folder.resolve("access.log");
    var rotated = folder.resolve("access.log.1");
    var file =
        new LogFile(
            path,
            each -> {
              var channel = LogFile.append(each);
              if (!Files.exists(rotated)) {
                Files.move(each, rotated);
              }
              return channel;
            });
    for (var line : List.of("one\n", "two\n", "three\n")) {
      file.open();
      file.write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
    }
    file.close();

    assertThat(rotated).content().isEqualTo("one\n");
    assertThat(path).content().isEqualTo("two\nthree\n");
  }

  @Test
  void aFileThatWasEmptiedInItsPlaceGoesOnAtItsBeginning() throws IOException {
    var file = folder.resolve("access.log");
    var log = log(file);
    var loop = log.forLoop();
    loop.request(CLIENT).ended(0, Lines.hit());
    log.writeAll();
    Files.writeString(file, "");
    loop.request(CLIENT).ended(0, Lines.failed());
    log.writeAll();

    assertThat(file).content().startsWith("{").contains("no_node");
  }

  @Test
  void strangersCannotReadTheFile() throws IOException {
    var file = folder.resolve("access.log");
    var log = log(file);
    log.forLoop().request(CLIENT).ended(0, Lines.hit());
    log.writeAll();

    assertThat(Files.getPosixFilePermissions(file))
        .noneMatch(permission -> permission.name().startsWith("OTHERS"));
  }

  @Test
  void aFullDiskCostsLinesAndNothingElse() throws IOException {
    var log = log(Path.of("/dev/full"));
    log.forLoop().request(CLIENT).ended(0, Lines.hit());
    log.writeAll();

    assertThat(count(log, "unwritable")).isOne();
  }

  @Test
  void aFileThatCannotBeWrittenFromTheStartIsSaidThere() {
    var log =
        AccessLog.of(
            AccessLogConfig.defaults().to(folder.resolve("absent/access.log").toString()),
            clock,
            RandomGeneratorFactory.getDefault().create(1));

    assertThatThrownBy(log::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("access log")
        .hasMessageContaining("absent")
        .hasMessageContaining("there is no folder")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void whatWaitsIsWrittenBeforeItStops() throws IOException {
    var file = folder.resolve("access.log");
    var log = log(file);
    log.start();
    var loop = log.forLoop();
    for (var each = 0; each < 1_000; each++) {
      loop.request(CLIENT).ended(0, Lines.hit());
    }
    log.stop(Duration.ofMinutes(1));

    assertThat(Files.readAllLines(file)).hasSize(1_000);
  }

  private AccessLog log(Path file) {
    return AccessLog.of(
        AccessLogConfig.defaults().to(file.toString()),
        clock,
        RandomGeneratorFactory.getDefault().create(1));
  }

  private static long count(AccessLog log, String outcome) {
    return log.counts().stream()
        .filter(each -> each.reason().equals(outcome))
        .mapToLong(ReasonCount::count)
        .sum();
  }
}
