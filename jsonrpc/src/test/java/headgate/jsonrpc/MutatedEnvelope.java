package headgate.jsonrpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request body that is a little off, or looks so, and what must become of it.
 *
 * @param name says what is off, unique
 * @param body makes the bytes
 * @param expected what must become of them, with {@link EnvelopeLimits#DEFAULT}
 */
public record MutatedEnvelope(String name, Supplier<byte[]> body, Expected expected) {

  /** What becomes of a body, or of one call of a batch. */
  public sealed interface Expected {}

  /**
   * The call reaches a node, in its canonical form and in no other.
   *
   * @param id the raw id that the caller gets back, or null for a notification
   * @param method the decoded name
   * @param params the bytes of the params, or null where there are none
   */
  public record Accepted(@Nullable String id, String method, @Nullable String params)
      implements Expected {

    /** What the node receives where the gateway's own id is this one. */
    public byte[] canonical(long ownId) {
      byte[] bytes = params == null ? new byte[0] : params.getBytes(UTF_8);
      return CanonicalEnvelope.of(
          ownId, method.getBytes(UTF_8), bytes, params == null ? -1 : 0, bytes.length);
    }
  }

  /**
   * No node sees anything of it, and the caller gets an error.
   *
   * @param code the error's code
   * @param id the raw id of the error
   * @param status the HTTP status where it is the whole body
   * @param byStruct whether the envelope as such is sound, and the refusal comes from the chain's
   *     profile, because the node decodes the params into a struct
   */
  public record Refused(int code, String id, int status, boolean byStruct) implements Expected {}

  /** A batch, each of whose calls goes its own way. */
  public record Batch(List<Expected> items) implements Expected {

    public Batch {
      items = List.copyOf(items);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
