package headgate.gateway.head;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeStandingTest {
  @Test
  void onlyAnUpNodeHighEnoughServes() {
    var up = new NodeStanding(NodeState.UP, "", 100, 0);

    assertThat(up.serves(100)).isTrue();
    assertThat(up.serves(-1)).isTrue();
    assertThat(up.serves(101)).isFalse();
    assertThat(up.reason()).isEmpty();
    for (var state : NodeState.values()) {
      var standing = new NodeStanding(state, "", 100, 0);
      assertThat(standing.serves(-1)).as(state.label()).isEqualTo(state == NodeState.UP);
    }
    assertThat(NodeStanding.UNKNOWN.serves(-1)).isFalse();
  }
}
