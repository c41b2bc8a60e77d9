package headgate.gateway.upstream.http;

import headgate.gateway.admit.ByteBudget;
import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import java.util.ArrayDeque;

/**
 * The connections of one loop to one node in one lane; lanes share none, so a lane full of slow
 * answers never delays another.
 *
 * <p>How many are open at once is bounded by the lane's permits. The one used last is used next, so
 * that connections beyond the present load grow old and are closed.
 */
public final class NodeConnections {
  private final Wire wire;
  private final Endpoint endpoint;
  private final long idleNanosMax;
  private final int answerBytesMax;
  private final ByteBudget budget;
  private final ArrayDeque<NodeConnection> idle = new ArrayDeque<>();
  private boolean ended;

  /**
   * No connections yet.
   *
   * @param idleNanosMax how long a connection is kept unused
   * @param answerBytesMax bytes of an answer's body at most
   * @param budget charged with what has come of answers
   */
  public NodeConnections(
      Wire wire, Endpoint endpoint, long idleNanosMax, int answerBytesMax, ByteBudget budget) {
    this.wire = wire;
    this.endpoint = endpoint;
    this.idleNanosMax = idleNanosMax;
    this.answerBytesMax = answerBytesMax;
    this.budget = budget;
  }

  /** A kept connection, or a new one. */
  public NodeConnection take(long nowNanos) {
    return take(nowNanos, idleNanosMax);
  }

  /** A kept connection that has been idle for no longer than given, or a new one. */
  public NodeConnection take(long nowNanos, long idleNanos) {
    closeStale(nowNanos);
    var newest = idle.peekFirst();
    if (newest != null && nowNanos - newest.idleSinceNanos() <= idleNanos) {
      return idle.removeFirst();
    }
    return new NodeConnection(wire, endpoint, answerBytesMax, budget);
  }

  /** Keeps the connection for the next exchange, or lets go of it where it cannot carry one. */
  public void giveBack(NodeConnection connection, long nowNanos) {
    if (ended) {
      connection.close();
    } else if (connection.reusable()) {
      connection.idleSince(nowNanos);
      idle.addFirst(connection);
    }
  }

  /** Closes what has not been used for too long, or was closed by the node meanwhile. */
  public void closeStale(long nowNanos) {
    while (!idle.isEmpty()) {
      var oldest = idle.peekLast();
      if (oldest.reusable() && nowNanos - oldest.idleSinceNanos() <= idleNanosMax) {
        break;
      }
      idle.removeLast();
      oldest.close();
    }
    while (!idle.isEmpty() && !idle.peekFirst().reusable()) {
      idle.removeFirst();
    }
  }

  /** Closes every kept connection. */
  public void close() {
    idle.forEach(NodeConnection::close);
    idle.clear();
  }

  /** Keeps none any more: those in use are closed as soon as they are given back. */
  public void end() {
    ended = true;
    close();
  }

  /** Whether connections of these would do for those: to the same place under the same bounds. */
  public boolean isLike(NodeConnections other) {
    return endpoint.equals(other.endpoint) && answerBytesMax == other.answerBytesMax;
  }
}
