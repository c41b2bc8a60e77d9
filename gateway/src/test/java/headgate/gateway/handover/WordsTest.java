package headgate.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.netty.local.LocalLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private final List<String> said = new ArrayList<>();
  private final Words.Listening listening = new Words.Listening();

  private final class Line implements LocalLine {
    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void pass(int descriptor) {
      throw new AssertionError("only words were to be said");
    }

    @Override
    public void close() {
      throw new AssertionError("nobody has ended this");
    }
  }

  private List<Inheritance> heard(List<Inheritance> left) {
    Words.tell(new Line(), left);
    assertThat(said.stream().filter(listening::hear)).containsExactly("yours");
    return listening.all();
  }

  @Test
  void whatIsSaidIsHeard() {
    var left =
        List.of(
            new Inheritance("main.net-1", 123_456_789L, "0x1", true, List.of("n0", "spare_1")),
            new Inheritance("other", -1, null, false, List.of()),
            new Inheritance("third", 0, "0x53", false, List.of("x")));
    assertThat(heard(left)).isEqualTo(left);
  }

  @Test
  void anIdThatIsNoneIsNotPassedOn() {
    var strange = new Inheritance("main", 5, "0x1 up main\nnetwork 9", true, List.of());
    assertThat(heard(List.of(strange)))
        .containsExactly(new Inheritance("main", 5, null, true, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "network",
        "network -2 - up main",
        "network 01 - up main",
        "network 1234567890123456789 - up main",
        "network 1 1 up main",
        "network 1 - UP main",
        "network 1 - up two words",
        "drained main n0",
        "Yours",
        "yours "
      })
  void whatIsNotSaidIsNotUnderstood(String line) {
    assertThatThrownBy(() -> listening.hear(line)).isInstanceOf(IllegalArgumentException.class);
    assertThat(listening.all()).isEmpty();
  }

  @Test
  void whoeverSaysTooMuchIsHeardNoMore() {
    for (var line = 0; line < 10_000; line++) {
      listening.hear("network " + line + " - up main");
    }
    assertThatThrownBy(() -> listening.hear("network 1 - up main"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(listening.all()).hasSize(1);
  }
}
