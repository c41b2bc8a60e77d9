package headgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.outcome.Reply;
import headgate.gateway.testkit.Calls;
import headgate.gateway.testkit.ScriptedRequest;
import headgate.gateway.upstream.health.PinSupport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads that go out with the serving height, to nodes that know it and to nodes that do not. */
class PinnedFetchTest {
  private static final String HEIGHT = "\"height\":\"0x64\"";
  private static final String UNKNOWN_FIELD = "InvalidParams: json: unknown field height";

  private final UpstreamBench bench = new UpstreamBench(2);

  PinnedFetchTest() {
    bench.pins = true;
  }

  private List<Reply> fetch() {
    return bench.fetch(Calls.icon("icx_getBalance", "{\"address\":\"hx0\"}"));
  }

  private static boolean pinned(ScriptedRequest request) {
    return request.body().contains(HEIGHT);
  }

  private List<Boolean> pinnedRequests(int node) {
    return bench.node(node).requests().stream().map(PinnedFetchTest::pinned).toList();
  }

  private void tooOld(int node) {
    bench
        .node(node)
        .always(request -> {
          if (pinned(request)) {
            request.error(-32602, UNKNOWN_FIELD);
          } else {
            request.result("\"0x1\"");
          }
        });
  }

  private static boolean told(List<Reply> heard, boolean pinned) {
    return heard.size() == 1
        && heard.getFirst() instanceof Reply.Answered(var text, var asked)
        && text.success()
        && asked == pinned;
  }

  @Test
  void aReadThatLeavesItsHeightOpenIsAskedAtTheServingHeight() {
    bench.node(0).always(request -> request.result("\"0x1\""));

    assertThat(told(fetch(), true)).isTrue();
    assertThat(pinnedRequests(0)).containsExactly(true);
  }

  @Test
  void aNodeTooOldForItIsFoundOutAndUsedWithout() {
    tooOld(0);

    assertThat(told(fetch(), false)).isTrue();
    assertThat(told(fetch(), false)).isTrue();
    assertThat(pinnedRequests(0)).containsExactly(true, false, false);
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void aNodeTooOldForItIsFoundOutAlsoWhileItHasNoPermitLeft() {
    tooOld(0);
    tooOld(1);
    var heard = new ArrayList<List<Reply>>();
    for (var call = 0; call < 20; call++) {
      heard.add(bench.begin(Calls.icon("icx_getBalance", "{\"address\":\"hx" + call + "\"}")));
    }
    bench.loop.advance(Duration.ofMillis(100));

    assertThat(heard).allMatch(one -> told(one, false));
    assertThat(bench.permitsTaken()).isZero();
  }

  @Test
  void aNodeThatWasBroughtUpToDateIsFoundOutToo() {
    tooOld(0);
    fetch();
    bench.node(0).always(request -> request.result("\"0x1\""));
    bench.loop.advance(PinSupport.REFUSED_FOR);
    bench.preferInOrder();

    assertThat(told(fetch(), true)).isTrue();
  }

  @Test
  void aCallersOwnMistakeIsToldAndBlamedOnNoNode() {
    bench.node(0).always(request -> request.error(-32602, UNKNOWN_FIELD));

    assertThat(UpstreamBench.text(fetch())).contains("-32602");
    assertThat(pinnedRequests(0)).containsExactly(true, false);
    assertThat(bench.node(1).requests()).isEmpty();
  }

  @Test
  void aNodeThatHasShownThatItKnowsTheHeightIsAskedOnce() {
    bench.node(0).always(request -> request.result("\"0x1\""));
    fetch();
    bench.node(0).always(request -> request.error(-32602, UNKNOWN_FIELD));
    fetch();
    assertThat(pinnedRequests(0)).containsExactly(true, true);

    bench.loop.advance(PinSupport.SHOWN_FOR);
    bench.preferInOrder();
    fetch();
    assertThat(pinnedRequests(0)).containsExactly(true, true, true, false);
  }

  @Test
  void aNodeWithoutTheBlockSendsTheCallElsewhereAndIsNotBlamed() {
    bench.node(0).always(request -> request.error(-31004, "NotFound: E1005:no block for 100"));
    bench.node(1).always(request -> request.result("\"0x1\""));

    assertThat(told(fetch(), true)).isTrue();
    assertThat(bench.nodes.getFirst().failures()).isZero();
  }

  @Test
  void aHeightThatTheCallerNeverWroteIsNotToldToBeMissing() {
    bench.scripts.forEach(
        node -> node.always(request -> request.error(-31004, "NotFound: E1005:no block for 100")));
    var named = Calls.icon("icx_getBalance", "{\"address\":\"hx0\",\"height\":\"0x64\"}");

    var heard = fetch();
    bench.loseHope();
    assertThat(UpstreamBench.text(heard)).isEqualTo("HEIGHT_NOT_REACHED");
    assertThat(UpstreamBench.text(bench.fetchPatiently(named))).contains("no block for 100");
  }

  @Test
  void whatIsKnownOfOneMethodSaysNothingOfAnother() {
    var support = new PinSupport();
    support.refused(1, 0);
    support.answered(2, 0);
    var later = Duration.ofSeconds(1).toNanos();

    assertThat(support.may(1, later)).isFalse();
    assertThat(support.may(3, later)).isTrue();
    assertThat(support.shown(2, later)).isTrue();
    assertThat(support.shown(3, later)).isFalse();
  }
}
