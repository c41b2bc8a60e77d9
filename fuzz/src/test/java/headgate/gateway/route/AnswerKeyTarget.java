package headgate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.decompose.Call;
import headgate.gateway.decompose.Decomposed;
import headgate.gateway.decompose.Decomposer;
import headgate.gateway.decompose.Item;
import headgate.gateway.testkit.Calls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two calls share an answer exactly where a node would be sent the same bytes. */
public final class AnswerKeyTarget {
  private static final Decomposer ICON = Calls.decomposer(Calls.ICON);
  private static final Decomposer EVM = Calls.decomposer(Calls.EVM);
  private static final int ID = 7;
  private static final long HEIGHT = 100;

  private AnswerKeyTarget() {}

  /** The first byte chooses chain, heights and generations, the rest is a body, best a batch. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) {
      return;
    }
    var body = Arrays.copyOfRange(input, 1, input.length);
    var calls = calls(input[0], body);
    // Work grows with the square of the calls here, not with the bytes.
    for (var one : calls.stream().limit(4).toList()) {
      assertOneKeyForWhatIsTheSame(input[0], one);
      for (var other : calls.stream().limit(4).toList()) {
        assertTold(input[0], one, other);
      }
    }
  }

  private static List<Call> calls(byte choice, byte[] body) {
    var icon = choice >= 0;
    var decomposed =
        icon ? ICON.decompose(body, body.length, "v3") : EVM.decompose(body, body.length, "rpc");
    var items =
        switch (decomposed) {
          case Decomposed.Refused _ -> List.<Item>of();
          case Decomposed.Single(var item) -> List.of(item);
          case Decomposed.Batch(var several) -> several;
        };
    var calls = new ArrayList<Call>();
    for (var item : items) {
      if (item instanceof Item.Known(var call)) {
        calls.add(call);
      }
    }
    return calls;
  }

  /** The same call as another caller would write it. */
  private static void assertOneKeyForWhatIsTheSame(byte choice, Call call) {
    var key = new AnswerKey(call, 0, HEIGHT);
    var rewritten = calls(choice, call.canonical(99));
    assertThat(rewritten).hasSize(1);
    assertThat(new AnswerKey(rewritten.getFirst(), 0, HEIGHT))
        .isEqualTo(key)
        .hasSameHashCodeAs(key);
    assertThat(key.detached()).isEqualTo(key).hasSameHashCodeAs(key);
  }

  private static void assertTold(byte choice, Call one, Call other) {
    var height = HEIGHT + (choice & 1);
    var generation = (choice >> 1) & 1;
    var equal = new AnswerKey(one, 0, HEIGHT).equals(new AnswerKey(other, generation, height));
    var sameBytes = Arrays.equals(one.canonical(ID), other.canonical(ID));
    assertThat(equal).isEqualTo(sameBytes && generation == 0 && height == HEIGHT);
    if (sameBytes && one.pinnable()) {
      assertThat(other.pinnable()).isTrue();
      assertThat(other.pinned(ID, HEIGHT)).isEqualTo(one.pinned(ID, HEIGHT));
    }
  }
}
