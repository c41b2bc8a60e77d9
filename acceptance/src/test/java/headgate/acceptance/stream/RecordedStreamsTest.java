package headgate.acceptance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeStreamNode;
import headgate.acceptance.kit.Header;
import headgate.acceptance.kit.NodeSideStream;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import headgate.acceptance.stream.Recording.Event;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every recorded stream once more, through the gateway: the caller sends what the recorded client
 * sent, the node plays what the recorded node did, and the caller must see the recorded stream.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedStreamsTest {
  /** Those in which the gateway does otherwise; see the page on deviations. */
  private static final Set<String> DEVIATIONS = Set.of("block.oversize_first_msg");

  /** Requests that the gateway refuses itself, with the node's own words. */
  private static final Set<String> REFUSED_HERE =
      Set.of("block.badjson", "block.empty_message", "block.unknown_field");

  private final FakeStreamNode node = FakeStreamNode.start();
  private final TestGateway gateway = TestNetwork.streaming(node).serve();

  @AfterAll
  void stop() {
    gateway.close();
    node.close();
  }

  @TestFactory
  Stream<DynamicTest> aCallerSeesTheRecordedStream() {
    return Recording.all()
        .filter(recording -> !recording.refused() && !recording.silent())
        .filter(recording -> !DEVIATIONS.contains(recording.name()))
        .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> replay(recording)));
  }

  @TestFactory
  Stream<DynamicTest> aCallerSeesTheRecordedRefusal() {
    return Recording.all()
        .filter(Recording::refused)
        .map(recording -> DynamicTest.dynamicTest(recording.name(), () -> refuse(recording)));
  }

  /** A recording without a transcript shows the switch and nothing else. */
  @Test
  void everyRecordingIsReplayedOrKnownToBeSilent() {
    assertThat(Recording.all().filter(recording -> !recording.refused() && recording.silent()))
        .extracting(Recording::name)
        .containsExactly("block.binary_first", "block.idle_no_request");
    assertThat(Recording.all()).hasSize(32);
  }

  private void replay(Recording recording) throws IOException {
    var before = node.streams().size();
    node.plays(stream -> play(stream, recording.transcript()));
    try (var caller = RawWebSocket.open(gateway.port(), recording.path())) {
      assertSwitched(caller, recording);
      for (var event : recording.transcript()) {
        switch (event) {
          case Event.Asked asked -> caller.send(asked.text());
          case Event.Told told -> assertThat(caller.nextText()).isEqualTo(told.text());
          case Event.Closed closed -> assertThat(caller.closeStatus()).isEqualTo(closed.status());
        }
      }
      var reached = List.copyOf(node.streams().subList(before, node.streams().size()));
      assertThat(reached).hasSize(REFUSED_HERE.contains(recording.name()) ? 0 : 1);
      for (var stream : reached) {
        assertReached(stream, (Event.Asked) recording.transcript().getFirst());
      }
    }
  }

  private static void play(NodeSideStream stream, List<Event> transcript) throws IOException {
    stream.request();
    for (var event : transcript) {
      switch (event) {
        case Event.Told told -> stream.send(told.text());
        case Event.Closed closed when closed.status() == 1006 -> stream.end();
        case Event.Asked _, Event.Closed _ -> {}
      }
    }
  }

  private static void assertSwitched(RawWebSocket caller, Recording recording) {
    var recorded = recording.content().get("handshake_response_headers");
    assertThat(caller.handshake().headers())
        .extracting(header -> header.name().toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(recorded.propertyNames());
    for (var field : List.of("upgrade", "connection")) {
      assertThat(caller.handshake().header(field)).isEqualTo(recorded.get(field).asString());
    }
  }

  private static void assertReached(NodeSideStream stream, Event.Asked asked) throws IOException {
    assertThat(Recording.json(stream.request())).isEqualTo(Recording.json(asked.text()));
    assertThat(stream.upgrade().target()).matches("/api/v3/icon_dex/(block|event|btp)");
  }

  private void refuse(Recording recording) {
    try (var caller = RawWebSocket.ask(gateway.port(), recording.path())) {
      var answer = caller.handshake();
      assertThat(answer.status()).isEqualTo(recording.content().get("http_status").asInt());
      assertThat(answer.body()).isEqualTo(recording.content().get("http_body").asString());
      for (var header : recording.content().get("http_headers").properties()) {
        if (!header.getKey().equals("date")) {
          assertThat(answer.header(header.getKey())).isEqualTo(header.getValue().asString());
        }
      }
      assertThat(answer.headers()).extracting(Header::name).doesNotContain("Connection");
    }
  }
}
