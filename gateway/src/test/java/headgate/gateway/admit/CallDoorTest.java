package headgate.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.client.Client;
import headgate.gateway.outcome.FailureKind;
import headgate.gateway.testkit.Calls;
import org.junit.jupiter.api.Test;

class CallDoorTest {
  private final ByteBudget budget = new ByteBudget(1_000);
  private final CallDoor door = new CallDoor(budget);

  private Admission judgeFetch(String method) {
    return door.judgeFetch(Calls.icon(method, ""));
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
}
