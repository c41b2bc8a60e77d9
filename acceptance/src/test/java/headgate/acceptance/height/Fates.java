package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.height.Seen.Sent;
import headgate.acceptance.height.Seen.Told;
import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import java.util.List;

/** What became of each write of a load: what its caller was told, and what the chain holds. */
public final class Fates {
  private final DevNetwork nodes;
  private final int port;
  private final List<Sent> all;
  private final List<Sent> acknowledged;
  private final List<Sent> refused;
  private final List<Sent> unknown;

  /** Of what was seen at the gateway of that port. */
  public Fates(DevNetwork nodes, Seen seen, int port) {
    this.nodes = nodes;
    this.port = port;
    all = seen.writes();
    acknowledged = seen.writes(Told.HASH);
    refused = seen.writes(Told.REFUSED);
    unknown = seen.writes(Told.UNKNOWN);
  }

  /** Whether the chain holds what it was said to have taken. */
  public boolean acknowledgedAreInBlocks() {
    return acknowledged.stream().allMatch(this::inABlock);
  }

  private boolean inABlock(Sent write) {
    return nodes.chain().location(write.hash()).isPresent();
  }

  /**
   * None was doubled, and each is what its caller was told.
   *
   * @param provesNotTaken whether a node that had not taken one may have been sent it too
   */
  public void check(NodeSide counted, boolean provesNotTaken) {
    assertThat(all).isNotEmpty();
    assertThat(all)
        .as("carried out once at most")
        .allMatch(write -> counted.received(write.hash()) <= 1);
    assertThat(all)
        .as("sent once at most")
        .allMatch(write -> provesNotTaken || counted.requestsWith(write.signature()) <= 1);
    assertThat(refused)
        .as("refused and not taken")
        .allMatch(write -> counted.accepted(write.hash()) == 0 && !inABlock(write));
    assertThat(unknown)
        .as("unknown, then found or not found")
        .allMatch(write -> foundThrough(write) == inABlock(write));
  }

  private boolean foundThrough(Sent write) {
    var params = "{\"txHash\":\"" + write.hash() + "\"}";
    var answer =
        RawHttp.post(port, TestGateway.PATH, Calls.call("1", "icx_getTransactionByHash", params))
            .body();
    assertThat(answer).containsAnyOf("\"result\":{", "-31004");
    return answer.contains("\"result\":{");
  }

  @Override
  public String toString() {
    return "%d writes, %d acknowledged, %d refused, %d unknown of which %d are in blocks"
        .formatted(
            all.size(),
            acknowledged.size(),
            refused.size(),
            unknown.size(),
            unknown.stream().filter(this::inABlock).count());
  }
}
