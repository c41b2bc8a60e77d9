package headgate.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.chain.yaml.StrictYaml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigProblemsTest {
  private static final String ONE_NODE = "chain: icon\nnodes: [http://a]\n";

  @TempDir private Path folder;

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFile() throws IOException {
    assertThat(
            problems(
                """
                listen:
                  prot: 9000
                  port: 70000
                chain: icon
                limits:
                  bodyBytesMax: 1 MB
                  headerDeadline: 5
                nodes:
                  - ftp://a
                  - url: http://b
                    headres: {}
                lanes:
                  read: {triesMax: 0}
                colour: red
                """))
        .containsExactly(
            "2:3: listen.prot: unknown key, did you mean \"port\"?",
            "3:9: listen.port: must be 0 to 65535, not 70000",
            "6:17: limits.bodyBytesMax: \"1 MB\" is not a size: write a whole number and B, KiB,"
                + " MiB or GiB",
            "7:19: limits.headerDeadline: \"5\" is not a duration: write a whole number and ms, s,"
                + " m, h or d",
            "9:5: nodes[0]: url must begin with http:// or https://",
            "11:5: nodes[1].headres: unknown key, did you mean \"headers\"?",
            "13:20: lanes.read.triesMax: must be 1 to 10, not 0",
            "14:1: colour: unknown key; known are listen, admin, limits, clients, acl, rates, overload, accessLog, peers, drain, network, chain,"
                + " hosts, pathPrefix, nodes, fallback, lagMax, debugApi, pins, lanes, writes, cache, streams,"
                + " probe, head, lifecycle, finalHeight, finalHash");
  }

  @Test
  void aWriteForMoreNodesThanThereAreIsToldAtItsKey() throws IOException {
    assertThat(problems(ONE_NODE + "writes: {fanOut: 2, rebroadcastBlocks: 1001}\n"))
        .containsExactly("3:40: writes.rebroadcastBlocks: must be 0 to 1000, not 1001");
    assertThat(problems(ONE_NODE + "writes: {fanOut: 2}\n"))
        .containsExactly(
            "3:18: writes.fanOut: must not be more than there are primaries for writes: 1");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThat(problems("listen: {port: 1}\n"))
        .containsExactly(
            "1:1: key \"chain\" is missing", "1:1: nodes: must name at least one node");
    assertThat(problems("networks: {}\n"))
        .containsExactly("1:11: networks: must name at least one network");
    assertThat(problems("chain: icon\nnodes: [{name: a}]\n"))
        .containsExactly("2:9: nodes[0]: key \"url\" is missing");
  }

  @Test
  void keysOfANetworkDoNotStandBesideNetworks() throws IOException {
    assertThat(problems("lagMax: 3\nnetworks: {a: {chain: icon, nodes: [http://a]}}\n"))
        .containsExactly(
            "1:1: lagMax: unknown key; known are listen, admin, limits, clients, acl, rates, overload, accessLog, peers, drain, networks");
  }

  @Test
  void rolesAndLanesAreWordsOfTheirOwn() throws IOException {
    assertThat(
            problems(
                """
                chain: icon
                nodes:
                  - url: http://a
                    role: primry
                    lanes: [read, writes]
                  - {url: http://b, lanes: []}
                fallback: {callsPerSecond: 0, returnAfter: 10}
                """))
        .containsExactly(
            "4:11: nodes[0].role: \"primry\" is none of primary, fallback, archive, did you mean"
                + " \"primary\"?",
            "5:19: nodes[0].lanes[1]: \"writes\" is none of read, write, wait, stream, did you mean"
                + " \"write\"?",
            "6:28: nodes[1].lanes: must name at least one lane",
            "7:28: fallback.callsPerSecond: must be 1 to 1000000, not 0",
            "7:44: fallback.returnAfter: \"10\" is not a duration: write a whole number and ms, s,"
                + " m, h or d");
    assertThat(problems("chain: icon\nnodes: [{url: http://a, role: fallback}]\n"))
        .containsExactly("2:8: nodes: must name a primary for reads");
  }

  @Test
  void namesAndDoorsThatOccurTwiceAreFound() throws IOException {
    assertThat(
            problems(
                """
                chain: icon
                nodes:
                  - {name: a, url: http://a}
                  - {name: a, url: http://a}
                """))
        .containsExactly(
            "3:3: nodes: must not use a name twice", "3:3: nodes: must not use a URL twice");
    assertThat(
            problems(
                """
                networks:
                  one: {chain: icon, nodes: [http://a]}
                  two: {chain: icon, nodes: [http://b]}
                """))
        .containsExactly(
            "2:3: networks: must differ in hosts or pathPrefix: two are chosen by the same"
                + " requests");
    assertThat(problems("chain: icon\nchain: icon\nnodes: [http://a]\n"))
        .containsExactly("2:1: key \"chain\" stands already in line 1");
  }

  @Test
  void valuesOfTheWrongShapeAreTold() throws IOException {
    assertThat(
            problems(
                ONE_NODE
                    + "listen: here\nlagMax: [1]\ndebugApi: yes\nprobe: {interval: }\n"
                    + "cache: {enabled: 1, bytesMax: 64MiB}\nhosts: {a: b}\n"))
        .containsExactly(
            "3:9: listen: has to be a map of keys and values",
            "4:9: lagMax: has to be a single value",
            "5:11: debugApi: \"yes\" is neither true nor false",
            "6:18: probe.interval: must not be empty",
            "7:18: cache.enabled: \"1\" is neither true nor false",
            "8:8: hosts: has to be a single value");
  }

  @Test
  void aChainThatThereIsNotIsToldAtItsPlace() throws IOException {
    assertThat(problems("chain: ikon\nnodes: [http://a]\n"))
        .containsExactly(
            "1:8: chain: \"ikon\" is none of icon, evm, nor a file's name with .yaml, did you mean"
                + " \"icon\"?");
    assertThat(problems("chain: mine.yaml\nnodes: [http://a]\n"))
        .containsExactly("1:8: chain: \"mine.yaml\" cannot be read");
    Files.writeString(folder.resolve("mine.yaml"), "schema: 1\nnmae: x\n");
    assertThat(problems("chain: mine.yaml\nnodes: [http://a]\n"))
        .singleElement()
        .asString()
        .startsWith("1:8: chain: \"mine.yaml\" is no profile: 2:1: ");
  }

  @Test
  void aNetworkThatTheChainHasNotIsToldAtItsPlace() throws IOException {
    assertThat(problems(ONE_NODE + "network: mainet\n"))
        .containsExactly(
            "3:10: network: \"mainet\" is none of chain icon's networks: mainnet, lisbon, berlin,"
                + " dev, did you mean \"mainnet\"?");
    assertThat(problems("chain: evm\nnetwork: main\nnodes: [http://a]\n"))
        .containsExactly("2:10: network: has no meaning: chain evm names no networks");
  }

  @Test
  void filesOfTrustAreLookedInto() throws IOException {
    Files.writeString(folder.resolve("text"), "no PEM");
    Files.writeString(folder.resolve("broken"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
    PemSamples.writeCertificate(folder.resolve("certificate"));
    assertThat(
            problems(
                """
                chain: icon
                nodes:
                  - url: https://a
                    tls:
                      caFile: none
                  - url: https://b
                    tls:
                      caFile: broken
                      clientCertificateFile: certificate
                      clientKeyFile: text
                """))
        .containsExactly(
            "5:15: nodes[0].tls.caFile: names a file that cannot be read",
            "8:15: nodes[1].tls.caFile: names a file with a broken certificate",
            "10:22: nodes[1].tls.clientKeyFile: names a file without a PEM key in PKCS 8, which"
                + " begins with BEGIN PRIVATE KEY");
  }

  @Test
  void aBrokenNetworkRaisesNoFurtherProblem() throws IOException {
    assertThat(
            problems(
                """
                networks:
                  one: {chain: icon, lagMax: -1, nodes: [http://a]}
                  two: {chain: icon, lagMax: -1, nodes: [http://b]}
                """))
        .containsExactly(
            "2:30: networks.one.lagMax: must be 0 to 1000, not -1",
            "3:30: networks.two.lagMax: must be 0 to 1000, not -1");
  }

  @Test
  void aFrozenNetworkNeedsItsLastBlockAndOnlyItHasOne() throws IOException {
    assertThat(problems(ONE_NODE + "lifecycle: frozen\n"))
        .containsExactly(
            "1:1: finalHeight: a frozen network needs it, from 0 on",
            "1:1: finalHash: a frozen network needs it: 0x and 64 hexadecimal digits in lower"
                + " case");
    assertThat(problems(ONE_NODE + "finalHeight: 7\nfinalHash: ff\n"))
        .containsExactly(
            "3:14: finalHeight: needs lifecycle: frozen",
            "4:12: finalHash: needs lifecycle: frozen");
    assertThat(problems(ONE_NODE + "lifecycle: live\nfinalHeight: -7\n"))
        .contains("4:14: finalHeight: \"-7\" is not a height");
  }

  @Test
  void wordsOfAChoiceAreListed() throws IOException {
    assertThat(problems(ONE_NODE + "listen: {transport: epol}\n"))
        .containsExactly(
            "3:21: listen.transport: \"epol\" is none of auto, epoll, nio, io-uring, did you"
                + " mean \"epoll\"?");
  }

  @Test
  void numbersHaveBounds() throws IOException {
    assertThat(problems(ONE_NODE + "listen: {port: 99999999999}\nlagMax: -1\n"))
        .containsExactly(
            "3:16: listen.port: is too large a number", "4:9: lagMax: must be 0 to 1000, not -1");
    assertThat(problems(ONE_NODE + "limits: {bodyBytesMax: 4GiB}\n"))
        .containsExactly("3:24: limits.bodyBytesMax: 4GiB is above 2 GiB");
  }

  @Test
  void variablesThatAreNotThereAreNamedAndValuesNeverShown() throws IOException {
    assertThat(
            problems(
                ONE_NODE + "lagMax: ${NONE}\nprobe: {interval: \"${SECRET}\"}\nhosts: $x\n",
                Map.of("SECRET", "hunter2")))
        .containsExactly(
            "3:9: lagMax: needs the environment variable NONE",
            "4:19: probe.interval: \"${SECRET}\" is not a duration: write a whole number and ms,"
                + " s, m, h or d",
            "5:8: hosts: has a lone $: write ${NAME}, or $$ for a dollar sign");
    assertThat(
            problems(
                "chain: icon\nnodes: [\"http://a/${SECRET}\"]\n", Map.of("SECRET", "<hunter2")))
        .containsExactly("2:9: nodes[0]: is not a URL: Illegal character in path at character 10");
  }

  @Test
  void filesOfSecretsAreReadable() throws IOException {
    Files.write(folder.resolve("large"), new byte[65 << 10]);
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
    assertThat(
            problems(
                ONE_NODE + "hosts: [\"${file:none}\", \"${file:large}\", \"${file:binary}\"]\n"))
        .containsExactly(
            "3:9: hosts[0]: names a file that cannot be read: " + folder.resolve("none"),
            "3:25: hosts[1]: names a file of more than 64KiB: " + folder.resolve("large"),
            "3:42: hosts[2]: names a file that is not UTF-8: " + folder.resolve("binary"));
  }

  @Test
  void whatIsNoYamlIsToldWhereItBreaks() throws IOException {
    assertThat(problems("chain: [icon\n")).singleElement().asString().startsWith("2:1: ");
    assertThat(problems("")).containsExactly("1:1: the file is empty");
    assertThat(problems("- a\n")).contains("1:1: has to be a map of keys and values");
    assertThat(problems("#".repeat(StrictYaml.FILE_BYTES_MAX + 1)))
        .containsExactly("1:1: the file is larger than 1 MiB");
  }

  private List<String> problems(String text) throws IOException {
    return problems(text, Map.of());
  }

  private List<String> problems(String text, Map<String, String> environment) throws IOException {
    var file = Files.write(folder.resolve("headgate.yaml"), text.getBytes(StandardCharsets.UTF_8));
    return switch (ConfigFile.read(file, environment)) {
      case ConfigReading.Valid valid -> throw new AssertionError(valid);
      case ConfigReading.Invalid invalid ->
          invalid.lines().stream()
              .map(line -> line.substring(file.toString().length() + 1))
              .toList();
    };
  }
}
