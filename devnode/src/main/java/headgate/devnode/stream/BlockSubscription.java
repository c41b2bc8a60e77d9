package headgate.devnode.stream;

import headgate.devnode.block.Block;
import headgate.devnode.block.Receipt;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Every block from a height on, with the events that filters pick. */
final class BlockSubscription implements Subscription {
  private final long start;
  private final List<EventFilter> filters;
  private final boolean logs;

  private BlockSubscription(long start, List<EventFilter> filters, boolean logs) {
    this.start = start;
    this.filters = filters;
    this.logs = logs;
  }

  static BlockSubscription read(String message) throws BadRequestException {
    var fields = StreamFields.read(message, "height", "eventFilters", "logs");
    var filters = new ArrayList<StreamFields>();
    for (var filter : fields.items("eventFilters")) {
      filters.add(
          StreamFields.of(filter instanceof Json.Null ? NO_FILTER : filter, EventFilter.FIELDS));
    }
    var start = fields.number("height");
    var logs = fields.flag("logs");
    return new BlockSubscription(start, compiled(fields, filters), logs);
  }

  private static final Json NO_FILTER = new Json.Members(List.of());

  private static List<EventFilter> compiled(StreamFields fields, List<StreamFields> filters)
      throws BadRequestException {
    var compiled = new ArrayList<EventFilter>();
    for (var index = 0; index < filters.size(); index++) {
      if (fields.items("eventFilters").get(index) instanceof Json.Null) {
        throw BadRequestException.invalid("null filter idx:" + index);
      }
      try {
        compiled.add(EventFilter.read(filters.get(index)));
      } catch (BadRequestException bad) {
        throw BadRequestException.invalid("fail to compile idx:" + index + ", err:" + bad.text());
      }
    }
    return compiled;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public List<Json> messages(Block block, List<Receipt> receipts) {
    var message =
        new JsonObject().put("hash", block.prefixedHash()).putHex("height", block.height());
    var picked = filters.stream().map(filter -> Picked.of(filter, block, receipts)).toList();
    if (picked.stream().anyMatch(found -> !found.receipts().isEmpty())) {
      message.putItems("indexes", picked.stream().map(Picked::receiptsJson).toList());
      message.putItems("events", picked.stream().map(Picked::eventsJson).toList());
      if (logs) {
        message.putItems("logs", picked.stream().map(Picked::logsJson).toList());
      }
    }
    return List.of(message.build());
  }

  /** What one filter picks out of a block: receipts by place, and events by place in each. */
  private record Picked(List<Integer> receipts, List<List<Integer>> events, List<Json> logs) {
    static Picked of(EventFilter filter, Block block, List<Receipt> receipts) {
      var places = new ArrayList<Integer>();
      var events = new ArrayList<List<Integer>>();
      var logs = new ArrayList<Json>();
      for (var place = 0; filter.mayBeIn(block.bloom()) && place < receipts.size(); place++) {
        var receipt = receipts.get(place);
        var matches = filter.matches(receipt);
        if (!matches.isEmpty()) {
          places.add(place);
          events.add(matches);
          logs.add(logs(receipt, matches));
        }
      }
      return new Picked(places, events, logs);
    }

    Json receiptsJson() {
      return places(receipts);
    }

    Json eventsJson() {
      return new Json.Items(events.stream().map(Picked::places).toList());
    }

    Json logsJson() {
      return new Json.Items(logs);
    }

    static Json places(List<Integer> places) {
      return new Json.Items(places.stream().map(place -> Json.text(Hex.of(place))).toList());
    }

    static Json logs(Receipt receipt, List<Integer> places) {
      return new Json.Items(
          places.stream().map(place -> receipt.events().get(place).json()).toList());
    }
  }
}
