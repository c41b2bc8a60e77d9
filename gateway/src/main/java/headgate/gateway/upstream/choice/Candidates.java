package headgate.gateway.upstream.choice;

import headgate.gateway.config.role.NodeRole;
import headgate.gateway.upstream.Node;
import headgate.gateway.upstream.choice.Turn.Grace;
import headgate.gateway.upstream.choice.Turn.Part;
import java.util.List;

/** Who takes part in a turn, and which turns a call has; nothing is taken here. */
final class Candidates {
  private final List<Node> nodes;
  private final Fallbacks fallbacks;

  /** The places of those who were counted last. */
  private final int[] places;

  Candidates(List<Node> nodes, Fallbacks fallbacks) {
    this.nodes = nodes;
    this.fallbacks = fallbacks;
    places = new int[nodes.size()];
  }

  /** One of those who were counted last. */
  Node at(int position) {
    return nodes.get(places[position]);
  }

  /** One of so many takes no part any more; another has its position. */
  void remove(int position, int count) {
    places[position] = places[count - 1];
  }

  /** The node that is known to have what is asked for comes before all turns: 1 or 0. */
  int preferred(Wanted wanted, long nowNanos) {
    if (wanted.preferred() < 0) {
      return 0;
    }
    places[0] = wanted.preferred();
    return wanted.mayAskNow(at(0), nowNanos) && !overCap(at(0).duty().role(), nowNanos) ? 1 : 0;
  }

  /**
   * Whether that node is only a block or two behind: a node that has taken a transaction is seldom
   * among the first at the next block, and no other is sure to know it.
   */
  boolean preferredAlmostThere(Wanted wanted, long nowNanos) {
    return wanted.preferred() >= 0
        && wanted.need() == Wanted.Need.YOUNG
        && wanted.almostServedBy(nodes.get(wanted.preferred()))
        && !nodes.get(wanted.preferred()).failing(nowNanos);
  }

  /** How many take part in a turn. */
  int count(Turn turn, Wanted wanted, long nowNanos) {
    if (turn.isBest(NodeRole.PRIMARY) && panics(wanted, nowNanos)) {
      return 0;
    }
    var count = 0;
    for (var node : nodes) {
      if (node.duty().role() == turn.role()
          && wanted.mayAskNow(node, nowNanos)
          && forgiven(node, turn.grace(), wanted, nowNanos)) {
        places[count++] = node.index();
      }
    }
    return count;
  }

  private static boolean forgiven(Node node, Grace grace, Wanted wanted, long nowNanos) {
    var able = wanted.offeredBy(node, nowNanos) && wanted.keptBy(node, nowNanos);
    return switch (grace) {
      case NONE -> able && !node.failing(nowNanos);
      case FAILURES -> able;
      // Nobody has it: one node is asked nevertheless, for the caller to read why.
      case ABSENCE -> wanted.tried() == 0;
    };
  }

  /**
   * Whether more than half of the primaries that could serve are left out for failing, and no
   * fallback is better: then it is not the nodes, or there is nobody better. Height, network and
   * quarantine are never forgiven.
   */
  private boolean panics(Wanted wanted, long nowNanos) {
    var serving = 0;
    var failing = 0;
    for (var node : nodes) {
      if (node.duty().is(NodeRole.PRIMARY, wanted.lane()) && serves(node, wanted)) {
        serving++;
        failing += node.failing(nowNanos) ? 1 : 0;
      }
    }
    return 2 * failing > serving && !anySoundFallback(wanted, nowNanos);
  }

  private boolean anySoundFallback(Wanted wanted, long nowNanos) {
    if (!fallbacks.exist() || !fallbacks.free(nowNanos)) {
      return false;
    }
    for (var node : nodes) {
      if (node.duty().is(NodeRole.FALLBACK, wanted.lane())
          && serves(node, wanted)
          && !node.failing(nowNanos)) {
        return true;
      }
    }
    return false;
  }

  /** Whether tried or not. */
  private static boolean serves(Node node, Wanted wanted) {
    return wanted.view().nodes().get(node.index()).serves(wanted.neededHeight());
  }

  /** What part fallbacks have in a call's turns. */
  Part part(Wanted wanted, long nowNanos) {
    if (!fallbacks.exist()) {
      return Part.NEVER;
    }
    if (wanted.need() == Wanted.Need.BEYOND) {
      return Part.ALONE;
    }
    if (wanted.need() == Wanted.Need.SPARE) {
      return Part.NEVER;
    }
    return fallbacks.comeFirst(wanted.lane(), wanted.view(), nowNanos) ? Part.FIRST : Part.LAST;
  }

  /** Whether nodes of a role have had all that they may get. */
  boolean overCap(NodeRole role, long nowNanos) {
    return role == NodeRole.FALLBACK && !fallbacks.free(nowNanos);
  }

  /**
   * Whether a call asks for what is thrown away: a node has said so, or every primary that could be
   * asked is known not to have it.
   */
  boolean isOld(Wanted wanted, long nowNanos) {
    if (wanted.past().height() < 0 || wanted.past().pruned()) {
      return wanted.past().pruned();
    }
    var gone = false;
    for (var node : nodes) {
      if (node.duty().is(NodeRole.PRIMARY, wanted.lane())) {
        var kept = wanted.keptBy(node, nowNanos);
        if (kept && wanted.servedBy(node)) {
          return false;
        }
        gone |= !kept;
      }
    }
    return gone;
  }

  /**
   * Whether a primary will serve the call in a moment, which is worth the wait while it is young.
   */
  boolean anyPrimaryAlmostThere(Wanted wanted, long nowNanos) {
    for (var node : nodes) {
      if (node.duty().role() == NodeRole.PRIMARY
          && wanted.almostServedBy(node)
          && wanted.offeredBy(node, nowNanos)
          && wanted.keptBy(node, nowNanos)
          && !node.failing(nowNanos)) {
        return wanted.need() == Wanted.Need.YOUNG;
      }
    }
    return false;
  }

  /** Whether a node would have its turn if it had not asked to be left alone. */
  boolean anyCools(Part part, Wanted wanted, long nowNanos) {
    var old = isOld(wanted, nowNanos);
    for (var node : nodes) {
      if (node.health().cooling(nowNanos)
          && wanted.servedBy(node)
          && wanted.offeredBy(node, nowNanos)
          && Turn.hasRole(node.duty().role(), part, old)) {
        return true;
      }
    }
    return false;
  }
}
