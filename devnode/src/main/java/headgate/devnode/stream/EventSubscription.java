package headgate.devnode.stream;

import headgate.devnode.block.Block;
import headgate.devnode.block.Receipt;
import headgate.devnode.json.Hex;
import headgate.devnode.json.Json;
import headgate.devnode.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The events that filters pick, from a height on, with word of the progress if that is wanted. */
final class EventSubscription implements Subscription {
  private static final String[] FIELDS = {
    "addr", "event", "indexed", "data", "height", "logs", "progressInterval", "eventFilters"
  };

  private final long start;
  private final List<EventFilter> filters;
  private final boolean logs;
  private final long progressInterval;
  private long reported;

  private EventSubscription(StreamFields fields, List<EventFilter> filters)
      throws BadRequestException {
    this.start = fields.number("height");
    this.filters = filters;
    this.logs = fields.flag("logs");
    this.progressInterval = fields.number("progressInterval");
  }

  static EventSubscription read(String message) throws BadRequestException {
    var fields = StreamFields.read(message, FIELDS);
    var several = new ArrayList<StreamFields>();
    for (var filter : fields.items("eventFilters")) {
      if (filter instanceof Json.Null) {
        throw invalid();
      }
      several.add(StreamFields.of(filter, EventFilter.FIELDS));
    }
    if (!several.isEmpty() && fields.text("event").isPresent()) {
      throw invalid();
    }
    try {
      return new EventSubscription(fields, compiled(several.isEmpty() ? List.of(fields) : several));
    } catch (BadRequestException bad) {
      throw bad.isUnreadable() ? bad : invalid();
    }
  }

  private static BadRequestException invalid() {
    return BadRequestException.invalid("bad event request parameter");
  }

  private static List<EventFilter> compiled(List<StreamFields> filters) throws BadRequestException {
    var compiled = new ArrayList<EventFilter>();
    for (var filter : filters) {
      compiled.add(EventFilter.read(filter));
    }
    return compiled;
  }

  @Override
  public long start() {
    return start;
  }

  @Override
  public List<Json> messages(Block block, List<Receipt> receipts) {
    var messages = new ArrayList<Json>();
    for (var place = 0; place < receipts.size(); place++) {
      var matches = matches(block, receipts.get(place));
      if (!matches.isEmpty()) {
        messages.add(notification(block, place, receipts.get(place), matches));
      }
    }
    if (progressIsDue(block, !messages.isEmpty())) {
      reported = block.height();
      messages.add(new JsonObject().putHex("progress", block.height()).build());
    }
    return messages;
  }

  private List<Integer> matches(Block block, Receipt receipt) {
    return filters.stream()
        .filter(filter -> filter.mayBeIn(block.bloom()))
        .flatMap(filter -> filter.matches(receipt).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Json notification(Block block, int place, Receipt receipt, List<Integer> matches) {
    var message =
        new JsonObject()
            .put("hash", block.prefixedHash())
            .putHex("height", block.height())
            .putHex("index", place)
            .putItems("events", matches.stream().map(match -> Json.text(Hex.of(match))).toList());
    if (logs) {
      var events = matches.stream().map(match -> receipt.events().get(match).json()).toList();
      message.putItems("logs", events);
    }
    return message.build();
  }

  /** Progress is told first, then at each interval, and after every event. */
  private boolean progressIsDue(Block block, boolean told) {
    return progressInterval > 0
        && (reported == 0 || block.height() - reported >= progressInterval || told);
  }
}
