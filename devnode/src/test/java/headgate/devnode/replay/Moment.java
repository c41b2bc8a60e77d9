package headgate.devnode.replay;

import java.util.List;

/** When a recording was made: what the chain had come to by then. */
enum Moment {
  /** At 0x142: everything that only reads. */
  READS(
      "btp_",
      "debug_getTrace.wrongpath",
      "eth_",
      "icx_call",
      "icx_getBalance",
      "icx_getBlock",
      "icx_getData",
      "icx_getLastBlock.on",
      "icx_getLastBlock.params_extra",
      "icx_getNetwork",
      "icx_getProof",
      "icx_getScore",
      "icx_getTotal",
      "icx_getTransactionByHash.notfound",
      "icx_getVotes",
      "method_notfound",
      "rosetta_getTrace.height",
      "rosetta_getTrace.last"),

  /** At 0x170: HTTP and the envelope. */
  PROTOCOL(
      "admin.",
      "chunked",
      "cors.",
      "header.",
      "httpmethod.",
      "metrics",
      "path.",
      "proto.batch",
      "proto.bom",
      "proto.case",
      "proto.dup",
      "proto.empty",
      "proto.garbage",
      "proto.id",
      "proto.method",
      "proto.nested",
      "proto.no",
      "proto.string",
      "proto.truncated",
      "proto.unicode",
      "proto.version",
      "proto.whitespace"),

  /** The second node's. */
  SECOND_NODE("node2."),

  /** Between 0x179 and 0x185, in an order of their own. */
  IN_ORDER();

  @SuppressWarnings("ImmutableEnumChecker") // The list is never changed.
  private final List<String> prefixes;

  Moment(String... prefixes) {
    this.prefixes = List.of(prefixes);
  }

  static Moment of(String recording) {
    for (var moment : values()) {
      if (moment.prefixes.stream().anyMatch(recording::startsWith)) {
        return moment;
      }
    }
    return IN_ORDER;
  }
}
