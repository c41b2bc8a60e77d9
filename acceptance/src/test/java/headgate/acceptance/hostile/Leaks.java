package headgate.acceptance.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import java.util.regex.Pattern;

/** What no answer may tell a caller: how the gateway is made and where its nodes are. */
final class Leaks {
  private static final Pattern INSIDES =
      Pattern.compile(
          "headgate\\.|java\\.|netty|Exception|\\bat [a-z]+\\.|127\\.0\\.0\\.1|\\bn[0-9]\\b");

  private Leaks() {}

  /** Fails where the text, a whole response or a part of it, shows anything of the inside. */
  static void assertNone(String text, FakeNode... nodes) {
    assertThat(text).doesNotContainPattern(INSIDES);
    for (var node : nodes) {
      assertThat(text).doesNotContain(Integer.toString(node.port()));
    }
  }
}
