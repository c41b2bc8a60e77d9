package headgate.chain.error;

import headgate.chain.yaml.InvalidKey;

/**
 * An HTTP answer of a node that is no JSON-RPC answer.
 *
 * @param status 400 to 599
 * @param text how the body begins
 */
public record HttpFailure(int status, String text) {

  /** Refuses a status that is no failure, and an empty text, which any body begins with. */
  public HttpFailure {
    if (status < 400 || status > 599) {
      throw new InvalidKey("status", "has to be 400 to 599");
    }
    if (text.isEmpty()) {
      throw new InvalidKey("text", "must not be empty");
    }
  }

  /** Whether an answer is this one. */
  public boolean matches(int answerStatus, String body) {
    return status == answerStatus && body.startsWith(text);
  }
}
