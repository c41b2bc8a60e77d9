package headgate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.ChainProfile;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.listen.Door;
import headgate.gateway.testkit.Calls;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkDoorsTest {
  private static final String ICON_PATH = "/api/v3/icon_dex";

  private static NetworkConfig config(
      String name, String chain, List<String> hosts, @Nullable String prefix, boolean debug) {
    var plain = NetworkConfig.of(name, chain, List.of(NodeConfig.of("n", URI.create("http://n"))));
    return new NetworkConfig(
        name,
        chain,
        null,
        hosts,
        prefix,
        plain.nodes(),
        plain.fallback(),
        plain.lagMax(),
        debug,
        plain.pins(),
        plain.lanes(),
        plain.writes(),
        plain.cache(),
        plain.streams(),
        plain.probe(),
        plain.head(),
        plain.lifecycle());
  }

  private static NetworkDoors.Choice choice(
      NetworkConfig config, ChainProfile profile, @Nullable String channel) {
    return new NetworkDoors.Choice(config, profile, () -> channel, () -> true);
  }

  private static NetworkDoors icon(boolean debug) {
    return new NetworkDoors(
        List.of(choice(config("main", "icon", List.of(), null, debug), Calls.ICON, "icon_dex")));
  }

  private static String text(Door door) {
    if (door instanceof Door.Absent absent) {
      return absent.text();
    }
    throw new AssertionError(door);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v3", "/api/v3/", "/api/v3/icon_dex", "/api/v3?x=y"})
  void theChainsPathsLeadToItsCallsAtTheNodesOwnPath(String path) {
    assertThat(icon(false).find("h", "POST", path)).isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
    assertThat(icon(false).find(null, "POST", path)).isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
  }

  @Test
  void aTargetThatIsAWholeUrlLeadsThereToo() {
    assertThat(icon(false).find("h", "POST", "http://h:9000/api/v3"))
        .isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
  }

  @Test
  void anotherChannelIsNone() {
    assertThat(text(icon(false).find("h", "POST", "/api/v3/other"))).isEqualTo("No channel");
    assertThat(text(icon(false).find("h", "POST", "/api/v3/ICON_DEX"))).isEqualTo("No channel");
  }

  @Test
  void beforeAnyNodeWasHeardEveryChannelMayBeRight() {
    var config = config("main", "icon", List.of(), null, false);
    var unheard =
        new NetworkDoors(
            List.of(new NetworkDoors.Choice(config, Calls.ICON, () -> null, () -> false)));
    var heard =
        new NetworkDoors(
            List.of(new NetworkDoors.Choice(config, Calls.ICON, () -> null, () -> true)));

    assertThat(unheard.find("h", "POST", "/api/v3/any"))
        .isEqualTo(new Door.Rpc(0, "v3", "/api/v3"));
    assertThat(text(heard.find("h", "POST", "/api/v3/any"))).isEqualTo("No channel");
  }

  @Test
  void theDebugApiIsThereWhereItIsSwitchedOn() {
    assertThat(text(icon(false).find("h", "POST", "/api/v3d"))).isEqualTo("debug API is disabled");
    assertThat(icon(true).find("h", "POST", "/api/v3d"))
        .isEqualTo(new Door.Rpc(0, "debug", "/api/v3d/icon_dex"));
  }

  @Test
  void streamsLieBelowTheirChannel() {
    assertThat(icon(false).find("h", "GET", "/api/v3/icon_dex/block"))
        .isEqualTo(new Door.Stream(0, "block", "/api/v3/icon_dex/block"));
    assertThat(icon(false).find("h", "GET", "/api/v3//event"))
        .isEqualTo(new Door.Stream(0, "event", "/api/v3/icon_dex/event"));
    assertThat(text(icon(false).find("h", "GET", "/api/v3/other/block"))).isEqualTo("No channel");
  }

  @ParameterizedTest
  @CsvSource({
    "/, Not Found <nil>",
    "/admin, Not Found <nil>",
    "/metrics, Not Found <nil>",
    "/api/v3x, Not Found <nil>",
    "/API/V3, Not Found <nil>",
    "/api/v3/a/b/c, Not Found <nil>Not Found <nil>",
    "/api/v3/..%2fadmin/x, Not Found <nil>Not Found <nil>"
  })
  void everythingElseIsNotFoundInGoloopsWords(String path, String expected) {
    assertThat(text(icon(true).find("h", "POST", path))).isEqualTo(expected);
  }

  @Test
  void callsArePostedAndStreamsAreGot() {
    var twice = "Not Found <nil>Not Found <nil>";

    assertThat(text(icon(false).find("h", "GET", "/api/v3"))).isEqualTo("Not Found <nil>");
    assertThat(text(icon(false).find("h", "GET", "/api/v3/block"))).isEqualTo(twice);
    assertThat(text(icon(false).find("h", "HEAD", "/api/v3/icon_dex/block"))).isEqualTo(twice);
    assertThat(text(icon(false).find("h", "POST", "/api/v3/icon_dex/block"))).isEqualTo(twice);
  }

  @Test
  void hostsChooseTheNetworkWithoutPortAndCase() {
    var doors =
        new NetworkDoors(
            List.of(
                choice(
                    config("a", "icon", List.of("a.example", "[::1]"), null, false),
                    Calls.ICON,
                    "icon_dex"),
                choice(config("b", "icon", List.of("b.example"), null, false), Calls.ICON, "x")));

    assertThat(doors.find("a.example", "POST", "/api/v3"))
        .isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
    assertThat(doors.find("A.Example:9000", "POST", "/api/v3"))
        .isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
    assertThat(doors.find("[::1]:9000", "POST", "/api/v3"))
        .isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
    assertThat(doors.find("[::1]", "POST", "/api/v3")).isEqualTo(new Door.Rpc(0, "v3", ICON_PATH));
    assertThat(doors.find("b.example", "POST", "/api/v3"))
        .isEqualTo(new Door.Rpc(1, "v3", "/api/v3/x"));
    assertThat(doors.find("c.example", "POST", "/api/v3")).isInstanceOf(Door.Absent.class);
    assertThat(doors.find(null, "POST", "/api/v3")).isInstanceOf(Door.Absent.class);
  }

  @Test
  void aPrefixChoosesTheNetworkAndIsNotSentOn() {
    var doors =
        new NetworkDoors(
            List.of(
                choice(config("e", "evm", List.of(), "/eth", false), Calls.EVM, null),
                choice(config("i", "icon", List.of(), "/icon", false), Calls.ICON, "icon_dex")));

    assertThat(doors.find("h", "POST", "/icon/api/v3")).isEqualTo(new Door.Rpc(1, "v3", ICON_PATH));
    assertThat(doors.find("h", "POST", "/eth")).isEqualTo(new Door.Rpc(0, "rpc", "/"));
    assertThat(doors.find("h", "POST", "/eth/")).isEqualTo(new Door.Rpc(0, "rpc", "/"));
    assertThat(doors.find("h", "POST", "/eth?x=y")).isEqualTo(new Door.Rpc(0, "rpc", "/"));
    assertThat(doors.find("h", "POST", "/ethereum")).isInstanceOf(Door.Absent.class);
    assertThat(doors.find("h", "POST", "/api/v3")).isInstanceOf(Door.Absent.class);
  }

  @Test
  void theFirstNetworkThatServesAPathIsTaken() {
    var doors =
        new NetworkDoors(
            List.of(
                choice(config("e", "evm", List.of(), null, false), Calls.EVM, null),
                choice(config("i", "icon", List.of(), null, false), Calls.ICON, "icon_dex")));

    assertThat(doors.find("h", "POST", "/")).isEqualTo(new Door.Rpc(0, "rpc", "/"));
    assertThat(doors.find("h", "POST", "/api/v3")).isEqualTo(new Door.Rpc(1, "v3", ICON_PATH));
  }

  @Test
  void withoutAChannelTheNodesPathHasNone() {
    var paths = Calls.ICON.paths().api("v3").orElseThrow().paths();

    assertThat(NodePaths.choose(paths, null)).isEqualTo("/api/v3");
    assertThat(NodePaths.choose(paths, "c")).isEqualTo("/api/v3/c");
    assertThat(NodePaths.choose(List.of(), "c")).isEqualTo("/");
  }
}
