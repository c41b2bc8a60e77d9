package headgate.gateway.listen;

import static headgate.gateway.listen.ConnectionBench.post;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.AddressRange;
import headgate.gateway.client.Clients;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.ClientsConfig.Source;
import headgate.gateway.listen.answer.EarlyAnswer;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.Targets;
import headgate.gateway.testkit.Meters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose request it is, over a connection of 127.0.0.1. */
class ConnectionClientsTest {
  private final ConnectionBench bench = new ConnectionBench();
  private final List<String> asking = new ArrayList<>();

  private void clients(Source from, String trusted) {
    bench.clients =
        new Clients(
            new ClientsConfig(from, List.of(AddressRange.parse(trusted))),
            new Rulebook(new Targets(List.of()), true, List.of()),
            Meters.OFF);
    bench.service = bench.serving(ConnectionBench.LIMITS, bench.exchanges::add);
  }

  private String ask(String fields) {
    var before = bench.exchanges.size();
    bench.send(post(fields, "1"));
    if (bench.exchanges.size() > before) {
      bench.answer(before, "one");
      asking.add(bench.exchanges.get(before).client().address().toString());
    }
    return bench.received();
  }

  @Test
  void eachRequestOfAProxyHasAClientOfItsOwn() {
    clients(Source.X_FORWARDED_FOR, "127.0.0.1");

    ask("X-Forwarded-For: 203.0.113.7\r\n");
    ask("X-Forwarded-For: 203.0.113.8\r\n");
    ask("");
    ask("X-Forwarded-For: 203.0.113.7\r\n");

    assertThat(asking).containsExactly("203.0.113.7", "203.0.113.8", "127.0.0.1", "203.0.113.7");
  }

  @Test
  void whatAStrangerSaysOfItselfMeansNothing() {
    clients(Source.X_FORWARDED_FOR, "10.0.0.1");

    ask("X-Forwarded-For: 10.0.0.1\r\n");
    ask("X-Forwarded-For: garbage\r\n");
    ask("Forwarded: for=10.0.0.1\r\n");

    assertThat(asking).containsExactly("127.0.0.1", "127.0.0.1", "127.0.0.1");
  }

  /** The defence switched off, which is to believe everybody: the lie comes true. */
  @Test
  void whereEverybodyIsBelievedTheLieComesTrue() {
    clients(Source.X_FORWARDED_FOR, "127.0.0.1");

    ask("X-Forwarded-For: 10.0.0.1\r\n");

    assertThat(asking).containsExactly("10.0.0.1");
  }

  @Test
  void sixteenFieldsAreOneListOfWhichTheLastCounts() {
    clients(Source.X_FORWARDED_FOR, "127.0.0.1");

    ask("X-Forwarded-For: 127.0.0.1\r\n".repeat(15) + "X-Forwarded-For: 203.0.113.7\r\n");

    assertThat(asking).containsExactly("203.0.113.7");
  }

  @Test
  void garbageOfAProxyIsRefusedAndTheConnectionLives() {
    clients(Source.FORWARDED, "127.0.0.1");

    assertThat(ask("Forwarded: for=unknown\r\n"))
        .startsWith("HTTP/1.1 400 ")
        .contains("the client's address cannot be read");
    ask("Forwarded: for=203.0.113.7\r\n");

    assertThat(asking).containsExactly("203.0.113.7");
    assertThat(bench.open()).isTrue();
  }

  @Test
  void whatIsReadyIsAskedForByItsClient() {
    clients(Source.X_FORWARDED_FOR, "127.0.0.1");
    bench.ready =
        (client, door, body, from, to, sink) -> {
          asking.add("ready " + client.address());
          return false;
        };

    ask("X-Forwarded-For: 203.0.113.7\r\n");
    ask("X-Forwarded-For: 203.0.113.7\r\n");
    ask("X-Forwarded-For: garbage\r\n");

    // The first one is read by the decoder; the third one is refused before anything is looked up.
    assertThat(asking).containsExactly("203.0.113.7", "ready 203.0.113.7", "203.0.113.7");
  }

  @Test
  void aDoorThatIsClosedToAClientIsToldAtOnce() {
    clients(Source.X_FORWARDED_FOR, "127.0.0.1");
    bench.closed =
        (client, door) ->
            client.address().toString().equals("203.0.113.66")
                ? EarlyAnswer.error(FailureKind.DENIED)
                : null;

    assertThat(ask("X-Forwarded-For: 203.0.113.66\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("X-Forwarded-For: 203.0.113.7\r\n")).startsWith("HTTP/1.1 200 ");
    assertThat(ask("X-Forwarded-For: 203.0.113.66\r\n")).startsWith("HTTP/1.1 403 ");
  }
}
