package headgate.gateway;

import headgate.chain.method.MethodClass;
import headgate.gateway.admit.CallDoor;
import headgate.gateway.decompose.Item;
import headgate.gateway.head.HeadRefresh;
import headgate.gateway.head.HeadView;
import headgate.gateway.head.HeightWaits;
import headgate.gateway.head.Sight;
import headgate.gateway.listen.Exchange;
import headgate.gateway.outcome.FailureKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request read the head, once: at once where the serving height was confirmed within the
 * last second and is as high as the caller needs it.
 *
 * <p>Else its reads wait: for the nodes to be asked anew, which all such requests share, and for
 * the height that the caller named in {@value #MIN_HEIGHT}, for a block interval at most. A height
 * more than two blocks away is refused at once, since nobody knows when it comes.
 */
final class HeightGate {
  /** The request header with the least height that reads may be answered at. */
  static final String MIN_HEIGHT = "X-Headgate-Min-Height";

  static final long BLOCKS_AHEAD_MAX = 2;

  private static final long NONE = -1;
  private static final long UNREADABLE = -2;

  private final Supplier<HeadView> head;
  private final Supplier<? extends HeadRefresh> refresh;
  private final HeightWaits waits;
  private final boolean frozen;
  private final CallDoor door;

  /**
   * A gate.
   *
   * @param frozen whether the chain has ended: then there is nothing to confirm
   * @param door has places for requests that wait
   */
  HeightGate(
      Supplier<HeadView> head,
      Supplier<? extends HeadRefresh> refresh,
      HeightWaits waits,
      boolean frozen,
      CallDoor door) {
    this.head = head;
    this.refresh = refresh;
    this.waits = waits;
    this.frozen = frozen;
    this.door = door;
  }

  /** Gives the request its sight of the head, now or later on the exchange's loop. */
  void pass(Exchange exchange, List<Item> items, Consumer<Sight> passage) {
    var view = head.get();
    if (!anyReads(items)) {
      passage.accept(Sight.of(view));
    } else if (confirmed(exchange, view)) {
      reach(exchange, passage);
    } else {
      refresh.get().refresh(exchange.loop(), () -> reach(exchange, passage));
    }
  }

  private static boolean anyReads(List<Item> items) {
    for (var item : items) {
      if (reads(item)) {
        return true;
      }
    }
    return false;
  }

  private static boolean reads(Item item) {
    return item instanceof Item.Known known
        && known.call().method().methodClass() == MethodClass.READ;
  }

  private boolean confirmed(Exchange exchange, HeadView view) {
    return view.confirmedAt(exchange.loop().clock().nanos(), frozen);
  }

  private void reach(Exchange exchange, Consumer<Sight> passage) {
    var view = head.get();
    var needed = minHeight(exchange.header(MIN_HEIGHT));
    if (needed == UNREADABLE) {
      passage.accept(new Sight(view, true, FailureKind.MIN_HEIGHT_UNREADABLE));
    } else if (needed <= view.servingHeight()) {
      passage.accept(sight(exchange, null));
    } else if (needed > view.servingHeight() + BLOCKS_AHEAD_MAX) {
      passage.accept(sight(exchange, FailureKind.HEIGHT_NOT_REACHED));
    } else {
      hold(exchange, needed, passage);
    }
  }

  /** Lets a request wait that has a place to. */
  private void hold(Exchange exchange, long needed, Consumer<Sight> then) {
    var place = door.hold(exchange.client());
    if (place == null) {
      then.accept(sight(exchange, FailureKind.RATE));
    } else {
      Consumer<Sight> passage =
          sight -> {
            place.run();
            then.accept(sight);
          };
      var held =
          waits.await(
              needed,
              reached ->
                  passage.accept(sight(exchange, reached ? null : FailureKind.HEIGHT_NOT_REACHED)));
      // Whoever left is served no more, but what the request holds has to be let go of.
      exchange.onGone(() -> {
        if (held.callOff()) {
          passage.accept(sight(exchange, null));
        }
      });
      exchange.onLastCall(() -> {
        if (held.callOff()) {
          passage.accept(sight(exchange, FailureKind.HEIGHT_NOT_REACHED));
        }
      });
    }
  }

  private Sight sight(Exchange exchange, @Nullable FailureKind readsFail) {
    var view = head.get();
    return new Sight(view, confirmed(exchange, view), readsFail);
  }

  /** A height as {@code 0x} and hexadecimal digits, or in decimal digits. */
  private static long minHeight(@Nullable String text) {
    if (text == null) {
      return NONE;
    }
    try {
      if (text.matches("0x[0-9a-fA-F]{1,15}")) {
        return Long.parseLong(text.substring(2), 16);
      }
      return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : UNREADABLE;
    } catch (NumberFormatException _) {
      return UNREADABLE;
    }
  }
}
