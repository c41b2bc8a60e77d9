package headgate.gateway.upstream.choice;

import headgate.gateway.config.role.NodeRole;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes that are asked together, before those of the next turn.
 *
 * @param role the role that they have
 * @param grace what they are forgiven
 */
public record Turn(NodeRole role, Grace grace) {
  /** What a node is forgiven where no better one is left. */
  public enum Grace {
    NONE,
    /** That it fails. */
    FAILURES,
    /** That it does not offer the method, or has thrown the height away. */
    ABSENCE
  }

  private static final List<Turn> ARCHIVES =
      List.of(new Turn(NodeRole.ARCHIVE, Grace.NONE), new Turn(NodeRole.ARCHIVE, Grace.FAILURES));

  private static final List<Turn> PRIMARIES =
      List.of(
          new Turn(NodeRole.PRIMARY, Grace.NONE),
          new Turn(NodeRole.PRIMARY, Grace.FAILURES),
          new Turn(NodeRole.PRIMARY, Grace.ABSENCE));

  private static final List<Turn> PRIMARIES_FIRST =
      List.of(
          new Turn(NodeRole.PRIMARY, Grace.NONE),
          new Turn(NodeRole.FALLBACK, Grace.NONE),
          new Turn(NodeRole.PRIMARY, Grace.FAILURES),
          new Turn(NodeRole.FALLBACK, Grace.FAILURES),
          new Turn(NodeRole.PRIMARY, Grace.ABSENCE),
          new Turn(NodeRole.FALLBACK, Grace.ABSENCE));

  private static final List<Turn> FALLBACKS_FIRST =
      List.of(
          new Turn(NodeRole.FALLBACK, Grace.NONE),
          new Turn(NodeRole.PRIMARY, Grace.NONE),
          new Turn(NodeRole.PRIMARY, Grace.FAILURES),
          new Turn(NodeRole.FALLBACK, Grace.FAILURES),
          new Turn(NodeRole.PRIMARY, Grace.ABSENCE),
          new Turn(NodeRole.FALLBACK, Grace.ABSENCE));

  private static final List<Turn> OLD_PRIMARIES = afterArchives(PRIMARIES);
  private static final List<Turn> OLD_PRIMARIES_FIRST = afterArchives(PRIMARIES_FIRST);
  private static final List<Turn> OLD_FALLBACKS_FIRST = afterArchives(FALLBACKS_FIRST);

  private static final List<Turn> FALLBACKS_ALONE =
      List.of(new Turn(NodeRole.FALLBACK, Grace.NONE), new Turn(NodeRole.FALLBACK, Grace.FAILURES));

  /** What part fallbacks have in an order. */
  public enum Part {
    NEVER,
    LAST,
    FIRST,
    ALONE
  }

  private static List<Turn> afterArchives(List<Turn> turns) {
    var all = new ArrayList<>(ARCHIVES);
    all.addAll(turns);
    return List.copyOf(all);
  }

  /**
   * The turns of a call, in their order.
   *
   * @param old whether it asks for what primaries have thrown away
   */
  public static List<Turn> order(Part part, boolean old) {
    return switch (part) {
      case NEVER -> old ? OLD_PRIMARIES : PRIMARIES;
      case LAST -> old ? OLD_PRIMARIES_FIRST : PRIMARIES_FIRST;
      case FIRST -> old ? OLD_FALLBACKS_FIRST : FALLBACKS_FIRST;
      case ALONE -> FALLBACKS_ALONE;
    };
  }

  /** Whether it is that of nodes of a role which are forgiven nothing. */
  public boolean isBest(NodeRole of) {
    return role == of && grace == Grace.NONE;
  }

  /** Whether nodes of a role have any turn. */
  static boolean hasRole(NodeRole role, Part part, boolean old) {
    return switch (role) {
      case PRIMARY -> part != Part.ALONE;
      case FALLBACK -> part != Part.NEVER;
      case ARCHIVE -> old && part != Part.ALONE;
    };
  }

  /** Whether the next turn is asked where all nodes of this one work on as much as they may. */
  public boolean givesWay(Part part) {
    return part == Part.FIRST && isBest(NodeRole.FALLBACK);
  }
}
