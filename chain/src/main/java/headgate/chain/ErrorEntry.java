package headgate.chain;

import headgate.chain.error.CodeRange;
import headgate.chain.error.ErrorMeaning;
import headgate.chain.error.NodeError;
import headgate.chain.yaml.Default;
import org.jspecify.annotations.Nullable;

/**
 * One entry below {@code errors}; see {@link NodeError}.
 *
 * @param code a code, or a range of codes
 * @param text how the message begins; null for any message
 * @param means what the error proves
 */
record ErrorEntry(CodeRange code, @Default("null") @Nullable String text, ErrorMeaning means) {

  NodeError named(String name) {
    return new NodeError(name, code, text, means);
  }
}
