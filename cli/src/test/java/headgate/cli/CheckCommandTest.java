package headgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.devnode.DevNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
  @TempDir private Path folder;
  private CommandLineHarness headgate = new CommandLineHarness(Path.of(""));

  @BeforeEach
  void makeHarness() {
    headgate = new CommandLineHarness(folder);
  }

  @Test
  void aRightFileIsShownAsItWasUnderstood() throws IOException {
    write(
        "chain: icon\nnodes: [http://a:9000, {name: spare, url: \"http://b/${KEY}\", role: fallback}]\n");
    assertThat(headgate.run("check")).isZero();
    assertThat(headgate.out())
        .isEqualTo(
            """
            NETWORK  CHAIN  NODE   ROLE      URL
            icon     icon   node1  primary   http://a:9000
            icon     icon   spare  fallback  http://b/...
            """);
    assertThat(headgate.err()).isEqualTo("The configuration is right.\n");
  }

  @Test
  void anAccessLogThatServeCouldNotWriteIsWrong() throws IOException {
    write("chain: icon\nnodes: [http://a]\naccessLog: {file: absent/access.log}\n");
    assertThat(headgate.run("check")).isEqualTo(3);
    assertThat(headgate.err())
        .contains("cannot write the access log")
        .contains("there is no folder")
        .doesNotContain("java.");
    write("chain: icon\nnodes: [http://a]\naccessLog: {file: \"\"}\n");
    assertThat(headgate.run("check")).isEqualTo(3);
    assertThat(headgate.out()).contains("accessLog.file: must be a file's path");
    write("chain: icon\nnodes: [http://a]\naccessLog: {file: access.log}\n");
    assertThat(headgate.run("check")).isZero();
    assertThat(folder.resolve("access.log")).doesNotExist();
  }

  @Test
  void mistakesAreDataWithFileLineAndColumn() throws IOException {
    write("chain: icon\nnodes: [http://a]\nlisten: {prot: 1, loops: -1}\n");
    assertThat(headgate.run("check")).isEqualTo(3);
    assertThat(headgate.out())
        .isEqualTo(
            """
            %1$s:3:10: listen.prot: unknown key, did you mean "port"?
            %1$s:3:26: listen.loops: must be 0 to 256, not -1
            """
                .formatted(folder.resolve("headgate.yaml")));
    assertThat(headgate.err()).isEqualTo("The configuration cannot be used.\n");
  }

  @Test
  void mistakesAreThereForPrograms() throws IOException {
    write("chain: icon\nnodes: [http://a]\ncolour: red\n");
    assertThat(headgate.run("check", "-o", "json")).isEqualTo(3);
    var verdict = JsonMapper.shared().readTree(headgate.out());
    assertThat(verdict.path("valid").asBoolean()).isFalse();
    var problem = verdict.path("problems").path(0);
    assertThat(problem.path("line").asInt()).isEqualTo(3);
    assertThat(problem.path("column").asInt()).isEqualTo(1);
    assertThat(problem.path("key").asString()).isEqualTo("colour");
  }

  @Test
  void aFileWhoseChainOrNetworkIsUnknownIsWrong() throws IOException {
    write("chain: icon\nnetwork: nowhere\nnodes: [http://a]\n");
    assertThat(headgate.run("check")).isEqualTo(3);
    assertThat(headgate.out())
        .startsWith(folder.resolve("headgate.yaml") + ":2:10: network: \"nowhere\" is none of ");
    assertThat(headgate.err()).isEqualTo("The configuration cannot be used.\n");
    assertThat(headgate.run("check", "-o", "json")).isEqualTo(3);
    assertThat(headgate.out()).contains("\"key\" : \"network\"");
  }

  @Test
  void withoutAFileItSaysWhatToDo() {
    assertThat(headgate.run("check")).isEqualTo(3);
    assertThat(headgate.err()).contains("there is no ./headgate.yaml here");
  }

  @Test
  void liveNodesTellTheirHeight() throws IOException {
    try (var nodes = DevNetwork.start(2, Duration.ofSeconds(1))) {
      write(nodes);
      assertThat(headgate.run("check", "--live")).isZero();
      assertThat(headgate.out().lines().skip(1))
          .hasSize(2)
          .allSatisfy(line ->
              assertThat(line)
                  .containsPattern("^icon +node[12] +up +0x53 +[0-9]+ +0 +[0-9]*\\.[0-9] ms$"));
    }
  }

  @Test
  void oneNodeThatDoesNotAnswerIsADegradation() throws IOException {
    try (var nodes = DevNetwork.start(2, Duration.ofSeconds(1))) {
      nodes.node(1).faults().refuseConnections();
      write(nodes);
      assertThat(headgate.run("check", "--live", "-o", "json")).isEqualTo(4);
      var network = JsonMapper.shared().readTree(headgate.out()).path("networks").path(0);
      assertThat(network.path("ready").asBoolean()).isTrue();
      assertThat(network.path("nodes").path(0).path("state").asString()).isEqualTo("up");
      assertThat(network.path("nodes").path(1).path("state").asString()).isEqualTo("down");
    }
  }

  @Test
  void aNodeOfAnotherNetworkTellsWhich() throws IOException {
    try (var nodes = DevNetwork.start(2, Duration.ofSeconds(1))) {
      nodes.node(1).faults().wrongNetwork(7);
      write(nodes);
      assertThat(headgate.run("check", "--live")).isEqualTo(4);
      assertThat(headgate.out())
          .containsPattern("node2 +wrong-network +0x7 .* reports another network: 0x7\n");
    }
  }

  @Test
  void noNodeThatAnswersIsAFailure() throws IOException {
    try (var nodes = DevNetwork.start(1, Duration.ofSeconds(1))) {
      nodes.node(0).faults().refuseConnections();
      write(nodes);
      assertThat(headgate.run("check", "--live")).isEqualTo(1);
      assertThat(headgate.out()).containsPattern("icon +node1 +down +- +- +-");
    }
  }

  private void write(DevNetwork nodes) throws IOException {
    var text = new StringBuilder("chain: icon\nnodes:\n");
    nodes
        .nodes()
        .forEach(node -> text.append("  - http://127.0.0.1:").append(node.port()).append('\n'));
    write(text.toString());
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("headgate.yaml"), text);
  }
}
