package headgate.devnode.stream;

import headgate.devnode.block.EventLog;
import headgate.devnode.block.EventSignature;
import headgate.devnode.block.LogsBloom;
import headgate.devnode.block.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which events a subscriber wants: by signature, and by contract and values where they are given.
 */
final class EventFilter {
  static final String[] FIELDS = {"addr", "event", "indexed", "data"};

  private final EventSignature signature;
  private final Optional<String> contract;
  private final List<Optional<String>> indexed;
  private final List<Optional<String>> data;
  private final LogsBloom bloom;

  private EventFilter(StreamFields fields, EventSignature signature, LogsBloom bloom)
      throws BadRequestException {
    this.signature = signature;
    this.contract = fields.text("addr");
    this.indexed = fields.texts("indexed");
    this.data = fields.texts("data");
    this.bloom = bloom;
  }

  /** Reads a filter. The message of the exception is the reason, in goloop's words. */
  static EventFilter read(StreamFields fields) throws BadRequestException {
    var signature = EventSignature.parse(fields.text("event").orElse(""));
    var arguments = fields.texts("indexed").size() + fields.texts("data").size();
    if (signature.isEmpty() || signature.get().types().size() < arguments) {
      throw BadRequestException.invalid("E1002:bad event signature");
    }
    var unusable = signature.get().unusableType();
    if (unusable.isPresent()) {
      var index = signature.get().types().indexOf(unusable.get());
      throw BadRequestException.invalid(
          "E1002:InvalidParameterType(idx=%d,type=%s)".formatted(index, unusable.get()));
    }
    return new EventFilter(fields, signature.get(), bloom(fields, signature.get()));
  }

  private static LogsBloom bloom(StreamFields fields, EventSignature signature)
      throws BadRequestException {
    try {
      var name = signature.text().getBytes(StandardCharsets.UTF_8);
      var bloom = LogsBloom.EMPTY.withIndexed(0, name);
      var contract = fields.text("addr");
      if (contract.isPresent()) {
        bloom = bloom.withContract(contract.get());
      }
      var wanted = fields.texts("indexed");
      for (var index = 0; index < wanted.size(); index++) {
        if (wanted.get(index).isPresent()) {
          var type = signature.types().get(index);
          bloom =
              bloom.withIndexed(index + 1, EventSignature.encode(type, wanted.get(index).get()));
        }
      }
      return bloom;
    } catch (IllegalArgumentException badValue) {
      throw BadRequestException.invalid("E1002:bad event data");
    }
  }

  boolean mayBeIn(LogsBloom block) {
    return block.contains(bloom);
  }

  /** The places of the events in a receipt that are wanted. */
  List<Integer> matches(Receipt receipt) {
    var places = new ArrayList<Integer>();
    for (var place = 0; place < receipt.events().size(); place++) {
      if (matches(receipt.events().get(place))) {
        places.add(place);
      }
    }
    return places;
  }

  private boolean matches(EventLog event) {
    return event.signature().equals(signature.text())
        && contract.map(event.contract()::equals).orElse(true)
        && agree(indexed, event.indexed().subList(1, event.indexed().size()))
        && agree(data, event.data());
  }

  private static boolean agree(List<Optional<String>> wanted, List<String> given) {
    if (wanted.size() > given.size()) {
      return false;
    }
    for (var index = 0; index < wanted.size(); index++) {
      if (!wanted.get(index).map(given.get(index)::equals).orElse(true)) {
        return false;
      }
    }
    return true;
  }
}
