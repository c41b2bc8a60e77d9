package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.error.ErrorTable;
import headgate.chain.hash.TransactionHashing;
import headgate.chain.head.BlockProbe;
import headgate.chain.head.EpochUnit;
import headgate.chain.head.HeadProbe;
import headgate.chain.method.CacheKey;
import headgate.chain.method.CacheScope;
import headgate.chain.method.FieldPath;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.NullMeaning;
import headgate.chain.surface.PathTemplate;
import headgate.chain.surface.RpcApi;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a profile is where its file leaves everything out that it may. */
class DefaultsTest {

  private static final ChainProfile TINY = ChainProfiles.parse("tiny", ProfileTexts.minimal());

  private static ChainProfile with(String more) {
    return ChainProfiles.parse("tiny", ProfileTexts.minimal() + more);
  }

  @Test
  void aChainIsLiveAndNothingIsKnownOfIt() {
    assertThat(TINY.name()).isEqualTo("tiny");
    assertThat(TINY.blockInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(TINY.batchCallsMax()).isEqualTo(1);
    assertThat(TINY.streamSessionsMax()).isEqualTo(1);
    assertThat(TINY.lifecycle()).isEqualTo(new Lifecycle.Live());
    assertThat(TINY.hashing()).isEqualTo(TransactionHashing.NONE);
    assertThat(TINY.transactionLookup()).isNull();
    assertThat(TINY.heightTags()).isEmpty();
    assertThat(TINY.headers()).isEmpty();
    assertThat(TINY.unknownChannel()).isNull();
    assertThat(TINY.unavailable()).isEmpty();
    assertThat(TINY.networks()).isEmpty();
    assertThat(TINY.errors().errors()).isEmpty();
    assertThat(TINY.errors().match(-31000, "x")).isEqualTo(ErrorTable.OTHER);
  }

  @Test
  void anApiIsOffered() {
    assertThat(TINY.paths().apis())
        .containsExactly(new RpcApi("rpc", List.of(new PathTemplate("/rpc")), true, null));
    assertThat(TINY.paths().streams()).isEmpty();
  }

  @Test
  void aStreamBelongsToTheFirstApiAndHasNoHeight() {
    var stream = with("streams: {s: {paths: [/s], keys: []}}\n").paths().streams().getFirst();
    assertThat(stream.api()).isEqualTo("rpc");
    assertThat(stream.keys()).isEmpty();
    assertThat(stream.height()).isNull();
  }

  @Test
  void aMethodIsNotKeptAndFollowsTheProfile() {
    assertThat(TINY.methods().method(0))
        .isEqualTo(
            new MethodProfile(
                0,
                "get_head",
                "rpc",
                MethodClass.READ,
                Lane.READ,
                Duration.ofSeconds(5),
                1,
                CacheScope.NONE,
                CacheKey.PARAMS,
                null,
                false,
                null,
                0,
                null,
                null,
                NullMeaning.RESULT,
                null,
                true,
                Set.of(),
                List.of(),
                List.of(),
                Set.of(),
                null));
  }

  @Test
  void everyLaneHasADeadline() {
    var methods =
        with("""
          a: {class: write}
          b: {class: wait}
          c: {class: stream}
          d: {class: local, answer: "1"}
        """)
            .methods();
    assertThat(methods.all().stream().skip(2).map(MethodProfile::deadline))
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(70),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    assertThat(methods.all().stream().skip(2).map(MethodProfile::lane))
        .containsExactly(Lane.WRITE, Lane.WAIT, Lane.STREAM, Lane.READ);
  }

  @Test
  void theHeadProbeHasNoParametersAndTellsTheNetworkItself() {
    assertThat(TINY.head())
        .isEqualTo(
            new HeadProbe(
                "get_head",
                null,
                FieldPath.parse("height"),
                FieldPath.parse("id"),
                null,
                null,
                null,
                new BlockProbe(
                    "get_block",
                    "[\"$height\"]",
                    FieldPath.parse("number"),
                    FieldPath.parse("hash"),
                    FieldPath.parse("parent"),
                    FieldPath.parse("time"),
                    EpochUnit.MILLISECONDS)));
  }

  @Test
  void anErrorMatchesAnyTextAndAHeaderHasNoTimeout() {
    var profile = with("errors: {e: {code: -1, means: node}}\nheaders: {H: {options: [a]}}\n");
    assertThat(profile.errors().match(-1, "anything").name()).isEqualTo("e");
    assertThat(profile.headers()).containsEntry("H", new ForwardedHeader(Set.of("a"), null));
  }

  @Test
  void aNetworkFollowsTheProfile() {
    assertThat(with("networks: {n: {nid: \"0x9\"}}\n").networks())
        .containsEntry(
            "n",
            new ChainNetwork("n", "0x9", null, null, Duration.ofSeconds(1), new Lifecycle.Live()));
  }
}
