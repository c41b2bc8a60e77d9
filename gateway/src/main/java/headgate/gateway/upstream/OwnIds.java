package headgate.gateway.upstream;

/**
 * Request ids of our own, 1 to 2^31 - 1 and round again, so that a node's float keeps them exactly.
 */
final class OwnIds {
  private long last;

  long next() {
    last = last == Integer.MAX_VALUE ? 1 : last + 1;
    return last;
  }
}
