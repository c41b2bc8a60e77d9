package headgate.devnode.method;

import headgate.devnode.params.ParamShape;
import java.util.Optional;

/**
 * A method: a gate that is asked before the params are looked at, the shape of its params, and how
 * it answers.
 */
public record Method(Gate gate, ParamShape shape, Answerer answerer) {

  /** A method that is always on. */
  public Method(ParamShape shape, Answerer answerer) {
    this(_ -> Optional.empty(), shape, answerer);
  }

  /** Says why a method is not to be had on this node, if it is not. */
  @FunctionalInterface
  public interface Gate {
    Optional<RpcError> refusal(Call call);
  }

  /** Answers a call whose params have the right shape. */
  @FunctionalInterface
  public interface Answerer {
    Outcome answer(Call call);
  }
}
