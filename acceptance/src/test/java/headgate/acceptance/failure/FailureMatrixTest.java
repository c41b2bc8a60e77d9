package headgate.acceptance.failure;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestIdentity;
import headgate.acceptance.kit.TestLimits;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.outcome.TryFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each row of the table of failures with each way of asking, over real sockets: what a caller is
 * told, who is asked besides, how often a write reaches nodes and what is thought of the node are
 * what the table says.
 */
class FailureMatrixTest {
  /** Gateways at work at once. */
  private static final int AT_ONCE = 4;

  @TempDir private Path folder;

  /** A cell's name, with what was seen and what the table says. */
  private record Seen(String cell, Outcome seen, Outcome expected) {
    @Override
    public String toString() {
      return "%-12s %-32s".formatted(cell, seen)
          + (seen.equals(expected) ? "" : " BUT THE TABLE SAYS " + expected);
    }
  }

  @Test
  void whatFollowsFromEachFailureIsWhatTheTableSays() throws Exception {
    var matrix = matrix();
    matrix.forEach((failure, row) ->
        row.forEach(seen -> System.out.printf("%-18s %s%n", failure.label(), seen)));

    assertThat(matrix).containsOnlyKeys(TryFailure.values());
    assertThat(matrix.values())
        .allSatisfy(row -> assertThat(row).hasSize(Way.values().length * Reach.values().length));
    assertThat(matrix.values().stream().flatMap(List::stream))
        .allMatch(seen -> seen.seen.equals(seen.expected));
  }

  private Map<TryFailure, List<Seen>> matrix() throws InterruptedException, ExecutionException {
    var rows = new LinkedHashMap<TryFailure, Future<List<Seen>>>();
    var matrix = new EnumMap<TryFailure, List<Seen>>(TryFailure.class);
    var secured = secured();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      for (var failure : TryFailure.values()) {
        var identity = failure == TryFailure.TLS ? secured : PLAIN;
        rows.put(failure, threads.submit(() -> row(failure, identity)));
      }
      for (var row : rows.entrySet()) {
        matrix.put(row.getKey(), row.getValue().get());
      }
    }
    return matrix;
  }

  private static List<Seen> row(TryFailure failure, Cell.Identity identity) throws Exception {
    var cells = new LinkedHashMap<Cell, Outcome>();
    for (var way : Way.values()) {
      for (var reach : Reach.values()) {
        cells.put(new Cell(failure, way, reach, identity), new Expectation(failure).of(way, reach));
      }
    }
    var networks = cells.keySet().stream().map(Cell::network).toList();
    var limits = TestLimits.defaults().answerBytesMax(FailingNode.TOO_LARGE / 2).config();
    try (var gateway = TestGateway.onOneLoop(limits, networks).ready()) {
      return observed(cells, gateway);
    } finally {
      cells.keySet().forEach(Cell::close);
    }
  }

  /** All at once, since they wait more than they work. */
  private static List<Seen> observed(Map<Cell, Outcome> cells, TestGateway gateway)
      throws InterruptedException, ExecutionException {
    var tasks = new ArrayList<Callable<Seen>>();
    cells.forEach((cell, expected) ->
        tasks.add(() -> new Seen(cell.name(), cell.observe(gateway), expected)));
    var seen = new ArrayList<Seen>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : threads.invokeAll(tasks)) {
        seen.add(one.get());
      }
    }
    return seen;
  }

  private static final Cell.Identity PLAIN =
      new Cell.Identity() {
        @Override
        public FakeNode node() {
          return FakeNode.at(100);
        }

        @Override
        public TlsConfig trust() {
          return TlsConfig.defaults();
        }
      };

  private Cell.Identity secured() {
    var identity = TestIdentity.make(folder, "ip:127.0.0.1");
    return new Cell.Identity() {
      @Override
      public FakeNode node() {
        return FakeNode.secured(identity).height(100);
      }

      @Override
      public TlsConfig trust() {
        return new TlsConfig(true, identity.certificatePem(), null, null, null);
      }
    };
  }
}
