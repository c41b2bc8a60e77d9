package headgate.chain.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.ChainProfiles;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathsTest {

  private static final ApiPaths ICON = ChainProfiles.builtIn("icon").paths();

  @ParameterizedTest
  @CsvSource({
    "/api/v3, v3,",
    "/api/v3/, v3,",
    "/api/v3/icon_dex, v3, icon_dex",
    "/api/v3/nope, v3, nope",
    "/api/v3/block, v3, block",
    "/api/v3?x=/api/v3d, v3,",
    "/api/v3/icon_dex?a=b&c, v3, icon_dex",
    "/api/v3/?, v3,",
    "/api/v3/a%2fb, v3, a%2fb",
    "/api/v3d, debug,",
    "/api/v3d/, debug,",
    "/api/v3d/icon_dex, debug, icon_dex"
  })
  void aPathOfAnApiIsFoundWithItsChannel(String path, String api, @Nullable String channel) {
    assertThat(ICON.match(path)).isEqualTo(new PathMatch.Rpc(ICON.api(api).orElseThrow(), channel));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v3/icon_dex/block, block, icon_dex",
    "/api/v3/icon_dex/event?x, event, icon_dex",
    "/api/v3/block/btp, btp, block",
    "/api/v3//block, block,",
    "/api/v3//event, event,",
    "/api/v3//btp, btp,"
  })
  void aPathOfAStreamIsFoundWithItsChannel(String path, String stream, @Nullable String channel) {
    assertThat(ICON.match(path))
        .isInstanceOfSatisfying(
            PathMatch.Stream.class,
            match -> {
              assertThat(match.stream().name()).isEqualTo(stream);
              assertThat(match.channel()).isEqualTo(channel);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//api/v3",
        "/api",
        "/api/v2",
        "/API/V3",
        "/Api/v3",
        "/api/v3/icon_dex/",
        "/api/v3//",
        "/api/v3/icon_dex/Block",
        "/api/v3/icon_dex/block/",
        "/api/v3/icon_dex/blocks",
        "/api/v3/a/b/block",
        "/api/v3///block",
        "/api/v3d/icon_dex/block",
        "/api/v3e",
        "/api/rosetta",
        "/api/rosetta/",
        "/api/rosetta/icon_dex",
        "/admin/chain",
        "/metrics",
        "?/api/v3"
      })
  void anythingElseIsUnknown(String path) {
    assertThat(ICON.match(path)).isEqualTo(new PathMatch.Unknown());
  }

  @Test
  void aChannelOfMoreThan128CharactersIsUnknown() {
    assertThat(ICON.match("/api/v3/" + "x".repeat(128))).isInstanceOf(PathMatch.Rpc.class);
    assertThat(ICON.match("/api/v3/" + "x".repeat(129))).isInstanceOf(PathMatch.Unknown.class);
  }

  @Test
  void aPathWithoutAChannelIsFoundWithoutAllocating() {
    assertThat(ICON.match("/api/v3")).isSameAs(ICON.match("/api/v3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "api", "/:channel/:channel", "/x:channel", "/:channels", "/a b", "/*", "/{x}"})
  void aTemplateIsAPathWithAtMostOneChannel(String text) {
    assertThatThrownBy(() -> new PathTemplate(text))
        .hasMessage("\"" + text + "\" is not a path with at most one segment :channel");
  }

  @Test
  void aPathBelongsToOneApiOnly() {
    var first = new RpcApi("a", List.of(new PathTemplate("/x/:channel")), true, null);
    var second = new RpcApi("b", List.of(new PathTemplate("/x/:channel")), true, null);
    assertThatThrownBy(() -> new ApiPaths(List.of(first, second), List.of()))
        .hasMessage("the path /x/:channel stands twice");
    var third =
        new RpcApi("c", List.of(new PathTemplate("/x"), new PathTemplate("/x")), true, null);
    assertThatThrownBy(() -> new ApiPaths(List.of(third), List.of()))
        .hasMessage("the path /x stands twice");
  }
}
