package headgate.acceptance.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An operator takes a node out of use and back. */
class NodeOrdersTest {
  private static final int READS = 30;

  @AutoClose private final FakeNode one = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final FakeNode two = FakeNode.at(100).answers("icx_getBalance", "\"0x1\"");
  @AutoClose private final TestGateway gateway = TestNetwork.icon(one, two).uncached().serve();

  private final ListAppender<ILoggingEvent> audit = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("headgate.audit");

  @BeforeEach
  void listen() {
    audit.start();
    log.setLevel(Level.INFO);
    log.addAppender(audit);
    Eventually.holds("both are up", () -> state(0).equals("up") && state(1).equals("up"));
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(audit);
    log.setLevel(null);
  }

  @Test
  void aDrainedNodeGetsNoCallsUntilItIsResumed() {
    assertThat(order("drain", TestGateway.TOKEN).body())
        .contains("\"stateBefore\":\"up\"", "\"otherNodesUp\":1");
    Eventually.holds("it is drained", () -> state(0).equals("draining"));
    var before = one.received("icx_getBalance").size();
    read();
    assertThat(one.received("icx_getBalance")).hasSize(before);
    assertThat(two.received("icx_getBalance")).hasSizeGreaterThanOrEqualTo(READS);

    order("resume", TestGateway.TOKEN);
    Eventually.holds("it is up", () -> state(0).equals("up"));
    read();
    assertThat(one.received("icx_getBalance")).hasSizeGreaterThan(before);
    assertThat(audit.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "drain of node n0 of network test, which was up, ordered from 127.0.0.1",
            "resume of node n0 of network test, which was draining, ordered from 127.0.0.1");
  }

  @Test
  void aStrangerOrdersNothingAndIsNotLogged() {
    assertThat(order("drain", "guessed\\nline").status()).isEqualTo(401);
    read();
    assertThat(state(0)).isEqualTo("up");
    assertThat(audit.list).isEmpty();
  }

  private RawResponse order(String word, String token) {
    try (var client = RawHttp.connect(gateway.gateway().adminPort())) {
      return client
          .send(
              "POST /v1/networks/test/nodes/n0/"
                  + word
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nAuthorization: Bearer "
                  + token
                  + "\r\n\r\n")
          .response();
    }
  }

  private void read() {
    for (var index = 0; index < READS; index++) {
      assertThat(gateway.post(Calls.balance(index)).status()).isEqualTo(200);
    }
  }

  private String state(int node) {
    return gateway.gateway().networks().getFirst().nodes().get(node).state();
  }
}
