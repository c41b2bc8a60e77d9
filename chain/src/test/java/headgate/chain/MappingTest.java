package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.error.CodeRange;
import headgate.chain.error.ErrorMeaning;
import headgate.chain.error.HttpFailure;
import headgate.chain.error.NodeError;
import headgate.chain.hash.TransactionHashing;
import headgate.chain.head.BlockProbe;
import headgate.chain.head.EpochUnit;
import headgate.chain.head.HeadProbe;
import headgate.chain.head.IdentityProbe;
import headgate.chain.method.AnswerHeight;
import headgate.chain.method.CacheKey;
import headgate.chain.method.CacheScope;
import headgate.chain.method.FieldPath;
import headgate.chain.method.HeightTag;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.NullMeaning;
import headgate.chain.method.StructPath;
import headgate.chain.surface.PathTemplate;
import headgate.chain.surface.RpcApi;
import headgate.chain.surface.StreamApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every key of a file becomes; the file has them all, and another test says so. */
class MappingTest {

  private static final ChainProfile FULL = ChainProfiles.parse("full", ProfileTexts.full());
  private static final String A64 = "0x" + "a".repeat(64);
  private static final String B64 = "0x" + "b".repeat(64);
  private static final NodeError BUSY =
      new NodeError("busy", new CodeRange(-7, -7), "busy:", ErrorMeaning.ELSEWHERE);

  private static FieldPath path(String text) {
    return FieldPath.parse(text);
  }

  private static MethodProfile method(String name) {
    return FULL.methods().named(name).orElseThrow();
  }

  @Test
  void theKeysOfTheFileItself() {
    assertThat(FULL.name()).isEqualTo("every-key");
    assertThat(FULL.blockInterval()).isEqualTo(Duration.ofSeconds(3));
    assertThat(FULL.batchCallsMax()).isEqualTo(7);
    assertThat(FULL.streamSessionsMax()).isEqualTo(8);
    assertThat(FULL.lifecycle()).isEqualTo(new Lifecycle.Frozen(100, A64));
    assertThat(FULL.hashing()).isEqualTo(TransactionHashing.ICON_SHA3);
    assertThat(FULL.transactionLookup()).isSameAs(method("get_result"));
    assertThat(FULL.unknownChannel()).isEqualTo(new HttpFailure(404, "which channel"));
    assertThat(FULL.unavailable()).containsExactly(new HttpFailure(503, "gone"));
  }

  @Test
  void whatMethodsThatSayNothingFollow() {
    assertThat(method("get_head").settledAfter()).isEqualTo(9);
    assertThat(method("get_head").structs()).containsExactly(new StructPath(path("a"), path("b")));
    assertThat(method("get_head").deadline()).isEqualTo(Duration.ofSeconds(1));
    assertThat(method("write_it").deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(FULL.heightTags())
        .isEqualTo(
            Map.of(
                "newest",
                new HeightTag.Head(),
                "open",
                new HeightTag.Uncached(),
                "first",
                new HeightTag.At(5)));
  }

  @Test
  void theKeysOfDeadlines() {
    var deadlines =
        new Deadlines(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4));
    assertThat(deadlines.of(Lane.READ)).isEqualTo(Duration.ofSeconds(1));
    assertThat(deadlines.of(Lane.WRITE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(deadlines.of(Lane.WAIT)).isEqualTo(Duration.ofSeconds(3));
    assertThat(deadlines.of(Lane.STREAM)).isEqualTo(Duration.ofSeconds(4));
    assertThat(FULL.deadlines()).isEqualTo(deadlines);
  }

  @Test
  void theKeysOfApisAndStreams() {
    assertThat(FULL.paths().apis())
        .containsExactly(
            new RpcApi(
                "one",
                List.of(new PathTemplate("/one"), new PathTemplate("/one/:channel")),
                false,
                "one is off"),
            new RpcApi("two", List.of(new PathTemplate("/two")), true, null));
    assertThat(FULL.paths().streams())
        .containsExactly(
            new StreamApi(
                "blocks",
                "two",
                List.of(new PathTemplate("/one/:channel/blocks")),
                Set.of("from", "to"),
                "from"));
  }

  @Test
  void theKeysOfHeaders() {
    assertThat(FULL.headers())
        .isEqualTo(Map.of("Options", new ForwardedHeader(Set.of("patience", "other"), "patience")));
  }

  @Test
  void theKeysOfTheHead() {
    assertThat(FULL.head())
        .isEqualTo(
            new HeadProbe(
                "get_head",
                "{\"a\":1}",
                path("height"),
                null,
                path("chan"),
                path("least"),
                new IdentityProbe("get_id", "[]", path("id.text")),
                new BlockProbe(
                    "get_block",
                    "[\"$height\"]",
                    path("number"),
                    path("hash"),
                    path("parent"),
                    path("time"),
                    EpochUnit.SECONDS)));
  }

  @Test
  void theKeysOfErrors() {
    assertThat(FULL.errors().errors())
        .containsExactly(
            BUSY, new NodeError("ours", new CodeRange(-20, -10), null, ErrorMeaning.CALLER));
  }

  @Test
  void theKeysOfAMethod() {
    assertThat(method("read_it"))
        .isEqualTo(
            new MethodProfile(
                5,
                "read_it",
                "two",
                MethodClass.READ,
                Lane.WAIT,
                Duration.ofSeconds(13),
                12,
                CacheScope.HEAD,
                CacheKey.METHOD,
                path("at.height"),
                true,
                null,
                11,
                path("by.hash"),
                new AnswerHeight(path("seen.height"), 2),
                NullMeaning.PERHAPS_NO_BLOCK,
                path("tx"),
                false,
                Set.of(),
                List.of(new StructPath(path("c"), path("d"))),
                List.of(path("e"), path("f.g")),
                Set.of("Options"),
                null));
  }

  @Test
  void theKeysThatOnlySomeMethodsHave() {
    assertThat(method("get_block").height()).isEqualTo(path("0"));
    assertThat(method("get_block").pinned()).isFalse();
    assertThat(method("get_newest").pinnedAs()).isEqualTo("get_block");
    assertThat(method("write_it").notAccepted()).containsExactly(BUSY);
    assertThat(method("know_it").answer()).isEqualTo("{\"known\":true}");
  }

  @Test
  void theKeysOfNetworks() {
    assertThat(FULL.networks().values())
        .containsExactly(
            new ChainNetwork(
                "plain", "0x1", null, null, Duration.ofSeconds(3), new Lifecycle.Frozen(100, A64)),
            new ChainNetwork(
                "other", "0x2", "0x3", "main", Duration.ofSeconds(4), new Lifecycle.Live()),
            new ChainNetwork(
                "ended", "0x4", null, null, Duration.ofSeconds(3), new Lifecycle.Frozen(200, B64)));
    assertThat(FULL.networkOf("0x2")).map(ChainNetwork::name).contains("other");
    assertThat(FULL.networkOf("0x5")).isEmpty();
  }
}
