package headgate.simulation.rule;

import headgate.simulation.machine.Agenda;
import java.util.ArrayList;
import java.util.List;

/**
 * Which configurations have served, and when, as far as whoever orders them can know: from the
 * order to its outcome it may be the one before or the one that was ordered.
 */
public final class Editions {
  private static final long EVER = Long.MAX_VALUE;

  private final Agenda agenda;
  private final List<Span> spans = new ArrayList<>();

  private record Span(Terms terms, long fromNanos, long untilNanos) {
    boolean meets(long from, long until) {
      return fromNanos <= until && untilNanos >= from;
    }
  }

  /** The one that a gateway is started with. */
  public Editions(Agenda agenda, Terms first) {
    this.agenda = agenda;
    spans.add(new Span(first, Long.MIN_VALUE, EVER));
  }

  /** Another one was ordered, and none is under way. */
  public void ordered(Terms next) {
    spans.add(new Span(next, agenda.nanos(), EVER));
  }

  /** The one that was ordered last serves alone. */
  public void applied() {
    var index = spans.size() - 2;
    var before = spans.get(index);
    spans.set(index, new Span(before.terms(), before.fromNanos(), agenda.nanos()));
  }

  /** The one that was ordered last will not serve. */
  public void refused() {
    spans.removeLast();
  }

  /** Those that may have served at some moment of that time. */
  List<Terms> between(long from, long until) {
    return spans.stream().filter(span -> span.meets(from, until)).map(Span::terms).toList();
  }

  /** Those that may have served since then. */
  List<Terms> since(long nanos) {
    return between(nanos, agenda.nanos());
  }
}
