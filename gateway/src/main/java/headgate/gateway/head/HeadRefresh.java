package headgate.gateway.head;

import headgate.gateway.seam.Loop;

/** What the request path may tell and ask the head of a network; callable from any loop. */
public interface HeadRefresh {
  /**
   * Asks every node for its height now. A node that is being asked is asked once more: its answer
   * may tell of the time before a pause.
   *
   * @param asker the loop on which the caller is told
   * @param fresh run once, when the serving height was confirmed within the last second or every
   *     node has answered or missed a probe that began after this call; the newest view is to be
   *     read then
   */
  void refresh(Loop asker, Runnable fresh);

  /** An answer of a node showed a height, which counts as that node's report. */
  void answered(int node, long height);
}
