package headgate.devnode.block;

import headgate.devnode.json.JsonObject;
import java.math.BigInteger;
import java.util.List;

/** What came of a transaction: how it ended, what it cost, which events it left. */
public record Receipt(
    String to, Status status, Steps steps, BigInteger cumulativeSteps, List<EventLog> events) {
  public Receipt {
    events = List.copyOf(events);
  }

  /** The steps that were used and the price that was paid for each, in loop. */
  public record Steps(BigInteger used, BigInteger price) {
    public static final Steps FREE = new Steps(BigInteger.ZERO, BigInteger.ZERO);

    public BigInteger fee() {
      return used.multiply(price);
    }
  }

  /** How a transaction ended: goloop's number and word; 0 is success. */
  public enum Status {
    SUCCESS(0, "Success"),
    UNKNOWN_FAILURE(1, "UnknownFailure"),
    CONTRACT_NOT_FOUND(2, "ContractNotFound"),
    METHOD_NOT_FOUND(3, "MethodNotFound"),
    METHOD_NOT_PAYABLE(4, "MethodNotPayable"),
    INVALID_PARAMETER(6, "InvalidParameter"),
    ACCESS_DENIED(9, "AccessDenied"),
    OUT_OF_STEP(10, "OutOfStep"),
    OUT_OF_BALANCE(11, "OutOfBalance");

    private final int code;
    private final String word;

    Status(int code, String word) {
      this.code = code;
      this.word = word;
    }

    public int code() {
      return code;
    }

    public String word() {
      return word;
    }
  }

  public LogsBloom bloom() {
    return LogsBloom.of(events);
  }

  /** The receipt's own members; the caller adds where the transaction stands. */
  public JsonObject json() {
    var json =
        new JsonObject()
            .putHex("cumulativeStepUsed", cumulativeSteps)
            .putItems("eventLogs", events.stream().map(EventLog::json).toList())
            .put("logsBloom", bloom().text())
            .put("status", status == Status.SUCCESS ? "0x1" : "0x0")
            .putHex("stepPrice", steps.price())
            .putHex("stepUsed", steps.used())
            .put("to", to);
    if (status != Status.SUCCESS) {
      json.put(
          "failure",
          new JsonObject().putHex("code", status.code()).put("message", status.word()).build());
    }
    return json;
  }
}
