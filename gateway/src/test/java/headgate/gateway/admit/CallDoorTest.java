package headgate.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.address.IpAddress;
import headgate.gateway.client.Client;
import headgate.gateway.client.Clients;
import headgate.gateway.client.Meter;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.config.door.RatesConfig;
import headgate.gateway.outcome.Failure;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.overload.Overload;
import headgate.gateway.overload.Priority;
import headgate.gateway.overload.Shedder;
import headgate.gateway.overload.Shedder.Kept;
import headgate.gateway.rule.Rulebook;
import headgate.gateway.rule.Targets;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ManualLoop;
import headgate.gateway.testkit.Meters;
import headgate.gateway.testkit.Shedders;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallDoorTest {
  private final ByteBudget budget = new ByteBudget(1_000);
  private final CallDoor door = new CallDoor(budget, Meters.OFF, Shedders.OFF);

  private Admission judgeFetch(String method) {
    return door.judgeFetch(Calls.icon(method, ""), Client.OPERATOR, Kept.NOT);
  }

  @Test
  void everyMethodOfTheProfilesMayBeCalledOverHttp() {
    for (var method : Calls.ICON.methods().all()) {
      var call = Calls.only(Calls.ICON, method.api(), Calls.body("1", method.name(), ""));
      assertThat(door.judge(call, Client.OPERATOR, 0))
          .as(method.name())
          .isInstanceOf(Admission.Admitted.class);
    }
  }

  @Test
  void whileThereIsRoomEverythingMayBeFetched() {
    assertThat(judgeFetch("icx_getBalance")).isInstanceOf(Admission.Admitted.class);
    assertThat(judgeFetch("icx_sendTransaction")).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void whenTheBudgetIsNearlySpentOnlyWritesMay() {
    budget.take(950);
    var refused = new Admission.Refused(FailureKind.OVERLOADED);

    assertThat(judgeFetch("icx_getBalance")).isEqualTo(refused);
    assertThat(judgeFetch("icx_waitTransactionResult")).isEqualTo(refused);
    assertThat(judgeFetch("icx_sendTransaction")).isInstanceOf(Admission.Admitted.class);
    assertThat(judgeFetch("icx_sendTransactionAndWait")).isInstanceOf(Admission.Admitted.class);
    // Whether it may be called at all is another question: a hit is never refused.
    assertThat(door.judge(Calls.icon("icx_getBalance", ""), Client.OPERATOR, 0))
        .isInstanceOf(Admission.Admitted.class);
  }

  // ---- rates

  private final ManualLoop loop = new ManualLoop();
  private final Meter meter = Meters.of(new RatesConfig(10, 20, List.of()), loop.clock());
  private final CallDoor metered = new CallDoor(budget, meter, Shedders.OFF);
  private final Client client =
      new Clients(
              ClientsConfig.defaults(),
              new Rulebook(
                  new Targets(List.of(new Targets.Served("main", Calls.ICON))), true, List.of()),
              meter)
          .of(IpAddress.parse("203.0.113.7"));

  private Admission judge(String method) {
    return metered.judge(Calls.icon(method, ""), client, 0);
  }

  @Test
  void aCallCostsAUnitAndOneThatAsksANodeItsWeight() {
    var call = Calls.icon("icx_call", "");
    var weight = call.method().weight();
    assertThat(weight).isGreaterThan(1);
    for (var units = 0; units + weight <= 20; units += weight) {
      assertThat(metered.judge(call, client, 0)).isInstanceOf(Admission.Admitted.class);
      assertThat(metered.judgeFetch(call, client, Kept.NOT)).isInstanceOf(Admission.Admitted.class);
    }
    for (var rest = 20 % weight; rest > 0; rest--) {
      assertThat(judge("icx_getBalance")).isInstanceOf(Admission.Admitted.class);
    }
    assertThat(judge("icx_getBalance")).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void whoeverIsRefusedIsToldWhenToComeBack() {
    for (var units = 0; units < 20; units++) {
      assertThat(judge("icx_getBalance")).isInstanceOf(Admission.Admitted.class);
    }
    assertThat(judge("icx_getBalance"))
        .isEqualTo(new Admission.Refused(new Failure(FailureKind.RATE, "{\"retryAfter\":1}", 1)));
    assertThat(metered.judgeBody(client, 1 << 20))
        .as("64 units are more than a burst and cost one, which takes two seconds")
        .isEqualTo(new Admission.Refused(new Failure(FailureKind.RATE, "{\"retryAfter\":2}", 2)));
    loop.advance(Duration.ofMillis(100));
    assertThat(judge("icx_getBalance")).isInstanceOf(Admission.Admitted.class);
    assertThat(judge("icx_getBalance")).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void nonsenseAndLargeBodiesCostToo() {
    assertThat(metered.judgeBody(client, 16 * 1024 - 1)).isInstanceOf(Admission.Admitted.class);
    assertThat(metered.judgeBody(client, 19 * 16 * 1024)).isInstanceOf(Admission.Admitted.class);
    assertThat(metered.judgeNonsense(client)).isInstanceOf(Admission.Admitted.class);
    assertThat(metered.judgeNonsense(client)).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void theOperatorIsNotCounted() {
    for (var number = 0; number < 100; number++) {
      assertThat(metered.judgeNonsense(Client.OPERATOR)).isInstanceOf(Admission.Admitted.class);
    }
  }

  /** Calls wait, and no node is found for any of them. */
  @Test
  void whatTheNodesCannotBearIsRefusedButToWhomIsAlwaysServed() {
    var overload = new Overload(1_000_000, _ -> 5, 1, loop.clock().nanos());
    var shedder = Shedder.of(Calls.ICON, overload, loop.clock());
    var crowded = new CallDoor(budget, Meters.OFF, shedder);
    var call = Calls.icon("icx_getBalance", "");
    var refused = new Admission.Refused(FailureKind.OVERLOADED);
    for (var moment = 0; moment < 20; moment++) {
      for (var number = 0; number < 10; number++) {
        crowded.judgeFetch(call, client, Kept.AT_ITS_HEIGHT);
      }
      loop.advance(Duration.ofMillis(100));
    }
    assertThat(crowded.judgeFetch(call, client, Kept.AT_ITS_HEIGHT)).isEqualTo(refused);
    assertThat(crowded.judgeFetch(Calls.icon("icx_sendTransaction", ""), client, Kept.NOT))
        .isNotEqualTo(refused);
    assertThat(crowded.judgeFetch(call, Client.OPERATOR, Kept.AT_ITS_HEIGHT)).isNotEqualTo(refused);
    assertThat(overload.shed(Priority.CACHED_READ)).isPositive();
  }
}
