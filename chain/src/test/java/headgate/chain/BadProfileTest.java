package headgate.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.chain.yaml.InvalidYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile that cannot be used says why, and where. The lines are those of minimal.yaml. */
class BadProfileTest {

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> ChainProfiles.parse("my.yaml", text))
        .isInstanceOf(InvalidYaml.class)
        .hasMessage(message.replace("~", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "schema: 1|schema: 2|my.yaml:1:9: schema: this version reads schema 1 only",
        "schema: 1|shcema: 1|my.yaml:1:1: shcema: unknown key, did you mean \"schema\"?"
            + "~my.yaml:1:1: key \"schema\" is missing",
        "name: tiny|name: Tiny|my.yaml:2:7: name: has to be 1 to 32 of a-z, 0-9 and -, beginning with a letter",
        "blockInterval: 1s|blockInterval: 1|my.yaml:3:16: blockInterval: \"1\" is not a duration:"
            + " write a whole number and ms, s, m, h or d",
        "blockInterval: 1s|blockInterval: 0ms|my.yaml:3:16: blockInterval: has to be 1ms to 10m",
        "blockInterval: 1s|blockInterval: 11m|my.yaml:3:16: blockInterval: has to be 1ms to 10m",
        "paths: [/rpc]|paths: []|my.yaml:6:12: apis.rpc.paths: has to name at least one path",
        "paths: [/rpc]|paths: [rpc]|my.yaml:6:13: apis.rpc.paths[0]: \"rpc\" is not a path with at"
            + " most one segment :channel",
        "paths: [/rpc]|paths: [/rpc, /rpc]|my.yaml:6:12: apis.rpc.paths: /rpc stands already in apis.rpc.paths",
        "paths: [/rpc]|path: [/rpc]|my.yaml:6:5: apis.rpc.path: unknown key, did you mean \"paths\"?"
            + "~my.yaml:6:5: apis.rpc: key \"paths\" is missing",
        "  rpc:|  r_pc:|my.yaml:6:5: apis.r_pc: a name is 1 to 64 letters, digits and -",
        "method: get_head|method: get_haed|my.yaml:8:11: head.method: there is no \"get_haed\","
            + " did you mean \"get_head\"?",
        "network: id|earliest: id|my.yaml:8:3: head.network: either it or identity has to tell the"
            + " network, not both",
        "height: height|height: a..b|my.yaml:9:11: head.height: a path is names joined by dots, and"
            + " \"\" is not a name",
        "height: height|height: a[0]|my.yaml:9:11: head.height: a path is names joined by dots, and"
            + " \"a[0]\" is not a name",
        "height: height|height: a.*|my.yaml:9:11: head.height: a path is names joined by dots, and"
            + " \"*\" is not a name",
        "height: height|height: a.b.c.d.e.f.g.h.i|my.yaml:9:11: head.height: a path has at most 8 names",
        "'[\"$height\"]'|'[$height]'|my.yaml:13:13: head.block.params: is not JSON",
        "'[\"$height\"]'|'[1]'|my.yaml:13:13: head.block.params: has no \"$height\" for the height",
        "'[\"$height\"]'|'[\"$height\"] 1'|my.yaml:13:13: head.block.params: is not JSON",
        "timeUnit: milliseconds|timeUnit: ms|my.yaml:18:15: head.block.timeUnit: \"ms\" is none of"
            + " seconds, milliseconds, microseconds",
        "get_head: {class: read}|get_head: {}|my.yaml:20:13: methods.get_head: key \"class\" is missing",
        "get_head: {class: read}|get_head: {class: reed}|my.yaml:20:21: methods.get_head.class:"
            + " \"reed\" is none of read, write, wait, stream, local, did you mean \"read\"?",
        "get_block: {class|get_head: {class|my.yaml:21:3: key \"get_head\" stands already in line 20",
        "get_head: {class: read}|get_head: {class: read}~  \"get head\": {class: read}|my.yaml:21:15:"
            + " methods.get head: a method's name is 1 to 128 letters, digits, _ . : and -"
      })
  void aMistakeIsToldWhereItStands(String right, String wrong, String message) {
    assertThat(ProfileTexts.minimal()).contains(right);
    assertRefused(ProfileTexts.minimal().replace(right, wrong.replace("~", "\n")), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{class: read, pni: height}|:20: methods.m.pni: unknown key, did you mean \"pin\"?",
        "{class: read, pin: h}|:25: methods.m.pin: needs scope: head",
        "{class: read, scope: immutable, pin: h}|:43: methods.m.pin: needs scope: head",
        "{class: read, scope: head, pin: h, height: h}|:49: methods.m.height: is the same parameter"
            + " as pin: write one of them",
        "{class: read, scope: head, height: h, pinnedAs: get_block}|:54: methods.m.pinnedAs: is for"
            + " methods without a height parameter",
        "{class: read, scope: head, pinnedAs: get_block}|:43: methods.m.pinnedAs: \"get_block\" has"
            + " no height parameter",
        "{class: read, scope: head, pinnedAs: get_blok}|:43: methods.m.pinnedAs: there is no"
            + " \"get_blok\", did you mean \"get_block\"?",
        "{class: write, scope: head}|:28: methods.m.scope: only answers of class read or wait are kept",
        "{class: write, key: method}|:26: methods.m.key: only parameters of class read are dropped",
        "{class: read, notAccepted: [x]}|:33: methods.m.notAccepted: is for class write",
        "{class: write, notAccepted: [x]}|:34: methods.m.notAccepted: there is no \"x\"",
        "{class: read, headers: [X]}|:29: methods.m.headers: there is no \"X\"",
        "{class: read, api: rcp}|:25: methods.m.api: there is no \"rcp\", did you mean \"rpc\"?",
        "{class: read, weight: 0}|:28: methods.m.weight: has to be 1 to 1000",
        "{class: read, weight: 1001}|:28: methods.m.weight: has to be 1 to 1000",
        "{class: read, settledAfter: -1}|:34: methods.m.settledAfter: has to be 0 to 10000",
        "{class: read, deadline: 11m}|:30: methods.m.deadline: has to be 1ms to 10m",
        "{class: read, answerHeight: {path: h, plus: 101}}|:50: methods.m.answerHeight.plus: has to"
            + " be 0 to 100",
        "{class: read, answer: '1'}|:28: methods.m.answer: class local needs it, and no other class"
            + " has it",
        "{class: local}|:6: methods.m.answer: class local needs it, and no other class has it",
        "{class: local, answer: '{1}'}|:29: methods.m.answer: is not JSON",
        "{class: local, answer: '{\"a\":1,\"a\":2}'}|:29: methods.m.answer: is not JSON",
        "{class: local, answer: ''}|:29: methods.m.answer: is not JSON"
      })
  void aMethodThatContradictsItselfIsRefused(String method, String message) {
    assertRefused(ProfileTexts.minimal() + "  m: " + method + "\n", "my.yaml:22" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "batchCallsMax: 0|:22:16: batchCallsMax: has to be 1 to 10000",
        "streamSessionsMax: 0|:22:20: streamSessionsMax: has to be 1 to 10000",
        "settledAfter: 10001|:22:15: settledAfter: has to be 0 to 10000",
        "deadlines: {read: 0ms}|:22:19: deadlines.read: has to be 1ms to 10m",
        "deadlines: {wait: 700s}|:22:19: deadlines.wait: has to be 1ms to 10m",
        "heightTags: {latest: 0x1}|:22:22: heightTags.latest: \"0x1\" is none of head, uncached or a height",
        "heightTags: {latest: -1}|:22:22: heightTags.latest: \"-1\" is none of head, uncached or a height",
        "transactionHash: sha3|:22:18: transactionHash: \"sha3\" is none of none, icon-sha3, evm-keccak",
        "transactionLookup: get_head|:22:20: transactionLookup: \"get_head\" has no aboutTransaction",
        "transactionLookup: nothing|:22:20: transactionLookup: there is no \"nothing\"",
        "unknownChannel: {status: 200, text: x}|:22:26: unknownChannel.status: has to be 400 to 599",
        "unavailable: [{status: 404, text: ''}]|:22:35: unavailable[0].text: must not be empty",
        "headers: {Host: {options: []}}|:22:17: headers.Host: the gateway composes this header itself",
        "headers: {A: {options: [a], timeout: b}}|:22:38: headers.A.timeout: has to be one of the options",
        "headers: {A: {options: [a=b]}}|:22:24: headers.A.options: \"a=b\" is not a name of letters and digits",
        "streams: {s: {paths: [/rpc], keys: []}}|:22:22: streams.s.paths: /rpc stands already in apis.rpc.paths",
        "streams: {s: {paths: [/s], keys: [a], height: b}}|:22:47: streams.s.height: has to be one of the keys",
        "streams: {s: {api: x, paths: [/s], keys: [a]}}|:22:20: streams.s.api: there is no \"x\"",
        "errors: {e: {code: x, means: node}}|:22:20: errors.e.code: \"x\" is neither a code (-31004)"
            + " nor a range (-30999..-30001)",
        "errors: {e: {code: 2..1, means: node}}|:22:20: errors.e.code: 2..1 is empty: write the lower first",
        "errors: {other: {code: 1, means: node}}|:22:17: errors.other: is what errors are called"
            + " that no entry matches",
        "errors: {a: {code: 1..3, means: node}, b: {code: 2, text: x, means: pruned}}|:22:43: errors.b:"
            + " is never reached: \"a\" before it matches the same",
        "errors: {a: {code: 1, text: x, means: node}, b: {code: 1, text: xy, means: node}}|:22:49:"
            + " errors.b: is never reached: \"a\" before it matches the same",
        "networks: {n: {nid: a b}}|:22:21: networks.n.nid: has to be 1 to 64 letters, digits and . _ -",
        "networks: {n: {nid: a, chanel: b}}|:22:24: networks.n.chanel: unknown key, did you mean \"channel\"?",
        "networks: {n: {nid: a, url: b}}|:22:24: networks.n.url: unknown key; known are nid, cid,"
            + " channel, blockInterval, lifecycle, finalHeight, finalHash",
        "networks: {n: {nid: a, blockInterval: 0s}}|:22:39: networks.n.blockInterval: has to be 1ms to 10m",
      })
  void aPartThatDoesNotFitIsRefused(String part, String message) {
    assertRefused(ProfileTexts.minimal() + part + "\n", "my.yaml" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lifecycle: frozen|my.yaml:1:1: finalHeight: a frozen chain needs it, from 0 on",
        "lifecycle: frozen~finalHeight: -1|my.yaml:23:14: finalHeight: a frozen chain needs it, from 0 on",
        "lifecycle: frozen~finalHeight: 5|my.yaml:1:1: finalHash: a frozen chain needs it: 0x and 64"
            + " hexadecimal digits in lower case",
        "lifecycle: frozen~finalHeight: 5~finalHash: 0xAB|my.yaml:24:12: finalHash: a frozen chain"
            + " needs it: 0x and 64 hexadecimal digits in lower case",
        "finalHeight: 5|my.yaml:1:1: lifecycle: has to be frozen where finalHeight or finalHash stands",
        "lifecycle: live~finalHeight: 5|my.yaml:22:12: lifecycle: has to be frozen where finalHeight"
            + " or finalHash stands",
        "networks: {n: {nid: a, finalHeight: 5}}|my.yaml:22:15: networks.n.lifecycle: has to be frozen"
            + " where finalHeight or finalHash stands",
        "networks: {n: {nid: a, lifecycle: frozen}}|my.yaml:22:15: networks.n.finalHeight: a frozen"
            + " chain needs it, from 0 on"
      })
  void aFrozenChainNeedsItsLastBlock(String part, String message) {
    assertRefused(ProfileTexts.minimal() + part.replace("~", "\n") + "\n", message);
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    assertRefused(
        ProfileTexts.minimal()
            + "  m: {class: read, api: x, headers: [y]}\n"
            + "transactionLookup: z\n",
        "my.yaml:22:25: methods.m.api: there is no \"x\""
            + "~my.yaml:22:37: methods.m.headers: there is no \"y\""
            + "~my.yaml:23:20: transactionLookup: there is no \"z\"");
  }

  @Test
  void aProfileWithoutApisIsRefused() {
    assertRefused(
        ProfileTexts.minimal().replace("apis:\n  rpc:\n    paths: [/rpc]\n", "apis: {}\n"),
        "my.yaml:4:7: apis: has to name at least one API");
  }
}
