package headgate.cli.demo;

import headgate.gateway.observe.MethodSummary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a demo.
 *
 * @param scenario what went wrong
 * @param seed repeats the same traffic
 * @param time how long it took
 * @param callers what the callers saw
 * @param methods what the gateway counted, by method
 * @param retries tries of the gateway that were not the first of their call
 * @param nodes how each node fared
 * @param nodeSide what the nodes themselves counted
 * @param findings what must not have happened and did; empty where all is well
 */
public record DemoReport(
    Scenario scenario,
    long seed,
    Time time,
    Callers callers,
    List<MethodSummary> methods,
    long retries,
    List<NodeFate> nodes,
    NodeSide nodeSide,
    List<String> findings) {
  public DemoReport {
    methods = List.copyOf(methods);
    nodes = List.copyOf(nodes);
    findings = List.copyOf(findings);
  }

  /**
   * How long the traffic took.
   *
   * @param seconds more than 0
   * @param cutShort whether the demo was told to stop before its end
   */
  public record Time(double seconds, boolean cutShort) {}

  /**
   * What the nodes counted, all together.
   *
   * @param faults how often each kind of fault struck a request
   * @param doubledWrites transactions that they received more than once
   * @param writesInBlocks transactions that the chain took
   */
  public record NodeSide(Map<String, Long> faults, long doubledWrites, long writesInBlocks) {
    public NodeSide {
      faults = Collections.unmodifiableMap(new TreeMap<>(faults));
    }

    /** Faults of all kinds. */
    public long faultsOfAllKinds() {
      return faults.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Whether all is well. */
  public boolean passed() {
    return findings.isEmpty();
  }

  /** Whether it was told to stop before its end. */
  public boolean cutShort() {
    return time.cutShort();
  }

  /** How long the traffic took. */
  public double seconds() {
    return time.seconds();
  }

  /** Calls that needed no fetch of their own. */
  public long hits() {
    return methods.stream().mapToLong(MethodSummary::saved).sum();
  }

  /**
   * What the callers saw.
   *
   * @param reads of all kinds
   * @param writes and what waits for them
   * @param failures the first failures, in full
   */
  public record Callers(Reads reads, Writes writes, List<String> failures) {
    public Callers {
      failures = List.copyOf(failures);
    }

    static Callers of(TrafficCount count) {
      return new Callers(
          new Reads(count.reads(), count.failedReads(), count.heightsBack()),
          new Writes(
              count.writes(),
              count.waits(),
              count.acknowledgedWrites(),
              count.unknownWrites(),
              count.endsTold()),
          count.failures());
    }
  }

  /**
   * What became of reads.
   *
   * @param sent answered or not
   * @param failed without a result
   * @param heightsBack answers of a height below one that was told before they were asked for
   */
  public record Reads(long sent, long failed, long heightsBack) {}

  /**
   * What became of writes.
   *
   * @param sent transfers
   * @param waits waits for transactions, sent only where the chain has ended
   * @param acknowledged whose hash came back
   * @param unknown of which the caller was told that nobody knows what became of them
   * @param endsTold writes and waits that were refused with the height at which the chain has ended
   */
  public record Writes(long sent, long waits, long acknowledged, long unknown, long endsTold) {
    /** Writes that were answered with an error and are not unknown. */
    public long refused() {
      return sent - acknowledged - unknown;
    }
  }

  /**
   * How a node fared.
   *
   * @param name what the demo calls it
   * @param requests that it received
   * @param states that the gateway saw it in, one after the other; of very many the last ones
   * @param height at the end
   * @param lag at the end
   */
  public record NodeFate(String name, long requests, List<String> states, long height, long lag) {
    public NodeFate {
      states = List.copyOf(states);
    }

    /** Whether it was ever chosen for calls. */
    boolean everUp() {
      return states.contains("up");
    }

    /** Whether it is chosen for calls in the end. */
    boolean endsUp() {
      return !states.isEmpty() && states.getLast().equals("up");
    }
  }
}
