package headgate.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.observe.load.LoadStatus;
import headgate.gateway.observe.peers.PeerStatus;
import headgate.gateway.observe.reload.ReloadStatus;
import headgate.gateway.observe.tries.FurtherTry;
import headgate.gateway.observe.tries.NodeLoad;
import headgate.gateway.observe.tries.TryStatus;
import headgate.gateway.upstream.writes.CopyEnd;
import headgate.gateway.upstream.writes.WriteCounts;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private final Statistics statistics =
      new Statistics("main", List.of("balance"), List.of("denied"));
  private final Metrics metrics = new Metrics(() -> List.of(statistics), new FixedStatus());

  @Test
  void callsAreCountedByMethodAndOutcome() {
    statistics.forLoop().record(0, Outcome.HIT, 1_000);
    assertThat(text())
        .contains(
            "headgate_calls_total{method=\"balance\",network=\"main\",outcome=\"hit\"} 1.0\n");
  }

  @Test
  void aTenthOfASecondIsABound() {
    var loop = statistics.forLoop();
    loop.record(0, Outcome.MISS, 100_000_000);
    loop.record(0, Outcome.MISS, 100_000_001);
    var labels = "method=\"balance\",network=\"main\",outcome=\"miss\"";
    assertThat(text())
        .contains("headgate_call_duration_seconds_bucket{" + labels + ",le=\"0.05\"} 0\n")
        .contains("headgate_call_duration_seconds_bucket{" + labels + ",le=\"0.1\"} 1\n")
        .contains("headgate_call_duration_seconds_bucket{" + labels + ",le=\"0.25\"} 2\n")
        .contains("headgate_call_duration_seconds_bucket{" + labels + ",le=\"+Inf\"} 2\n")
        .contains("headgate_call_duration_seconds_count{" + labels + "} 2\n")
        .contains("headgate_call_duration_seconds_sum{" + labels + "} 0.200000001\n");
  }

  @Test
  void theNativeHistogramIsThereForThoseWhoAskForIt() {
    statistics.forLoop().record(0, Outcome.MISS, 1_000_000_000);
    var protobuf = ExpositionFormats.init().getPrometheusProtobufWriter();
    assertThat(protobuf.isAvailable()).isTrue();
    assertThat(protobuf.toDebugString(metrics.collect()).replaceAll("\\s+", " "))
        .contains("schema: 3")
        .contains("positive_span { offset: 0 length: 1 }");
  }

  @Test
  void reasonsAreThereBeforeTheyHappen() {
    assertThat(text())
        .contains("headgate_failures_total{network=\"main\",reason=\"denied\"} 0.0\n");
  }

  @Test
  void nodesReportTheirHeightAndSignedLag() {
    assertThat(text())
        .contains("headgate_serving_height{network=\"main\"} 100.0\n")
        .contains("headgate_node_height{network=\"main\",node=\"a\"} 101.0\n")
        .contains("headgate_node_lag_blocks{network=\"main\",node=\"a\"} -1.0\n")
        .contains("headgate_node_lag_blocks{network=\"main\",node=\"b\"} 9.0\n")
        .contains("headgate_node_latency_seconds{network=\"main\",node=\"a\"} 0.0025\n")
        .contains("headgate_node_in_flight_calls{network=\"main\",node=\"a\"} 4.0\n")
        .contains("headgate_node_retries_total{network=\"main\",node=\"a\"} 6.0\n")
        .contains("headgate_node_probe_failures_total{network=\"main\",node=\"b\"} 7.0\n");
  }

  @Test
  void aNodeShowsWhatItIsGivenAndWhetherItIsLeftOut() {
    assertThat(text())
        .contains("headgate_node_reads_max{network=\"main\",node=\"a\"} 40.0\n")
        .contains("headgate_node_ejected{network=\"main\",node=\"a\"} 0.0\n")
        .contains("headgate_node_ejected{network=\"main\",node=\"b\"} 1.0\n")
        .contains("headgate_node_cooling{network=\"main\",node=\"b\"} 1.0\n")
        .contains("headgate_node_ejections_total{network=\"main\",node=\"b\"} 3.0\n");
  }

  @Test
  void aNetworkShowsItsHedgesTheRoomInItsBudgetsAndWhoWaits() {
    assertThat(text())
        .contains("headgate_further_tries_total{network=\"main\",why=\"failure\"} 7.0\n")
        .contains("headgate_further_tries_total{network=\"main\",why=\"hedge\"} 5.0\n")
        .contains("headgate_further_tries_total{network=\"main\",why=\"connection\"} 0.0\n")
        .contains("headgate_hedges_total{network=\"main\"} 5.0\n")
        .contains("headgate_hedges_won_total{network=\"main\"} 2.0\n")
        .contains("headgate_retry_room_used_ratio{network=\"main\"} 0.25\n")
        .contains("headgate_hedge_room_used_ratio{network=\"main\"} 0.5\n")
        .contains("headgate_waiting_calls{lane=\"read\",network=\"main\"} 17.0\n")
        .contains("headgate_fetches{network=\"main\"} 21.0\n")
        .contains("headgate_held_calls{network=\"main\"} 22.0\n");
  }

  @Test
  void aNodeShowsWhetherItIsUpAndItsState() {
    assertThat(text())
        .contains("headgate_node_up{network=\"main\",node=\"a\"} 1.0\n")
        .contains("headgate_node_up{network=\"main\",node=\"b\"} 0.0\n")
        .contains("headgate_node_state{network=\"main\",node=\"b\",state=\"lagging\"} 1.0\n")
        .doesNotContain("node=\"b\",state=\"up\"");
  }

  @Test
  void streamsAreCountedByHowTheyEnded() {
    assertThat(text())
        .contains("headgate_stream_ends_total{network=\"main\",outcome=\"node_left\"} 1.0\n")
        .contains("headgate_stream_ends_total{network=\"main\",outcome=\"bad_request\"} 0.0\n");
  }

  @Test
  void writesAreCountedByWhatBecameOfThem() {
    assertThat(text())
        .contains("headgate_write_copies_total{network=\"main\",outcome=\"duplicate\"} 1.0\n")
        .contains("headgate_write_copies_total{network=\"main\",outcome=\"no_room\"} 0.0\n")
        .contains("headgate_write_resends_total{network=\"main\",outcome=\"accepted\"} 1.0\n")
        .contains("headgate_writes_lost_total{network=\"main\",outcome=\"found\"} 1.0\n")
        .contains("headgate_writes_left_total{network=\"main\",reason=\"dropped\"} 0.0\n")
        .contains("headgate_writes_kept{network=\"main\"} 0.0\n");
  }

  @Test
  void cacheAndConnectionsAreGauges() {
    assertThat(text())
        .contains("headgate_ready{network=\"main\"} 1.0\n")
        .contains("headgate_cache_entries{network=\"main\"} 5.0\n")
        .contains("headgate_cache_bytes{network=\"main\"} 600.0\n")
        .contains("headgate_streams{network=\"main\"} 2.0\n")
        .contains("headgate_connections 12.0\n")
        .contains("headgate_buffered_bytes 34.0\n")
        .contains("headgate_network_memory_bytes 56.0\n")
        .contains("headgate_refused_connections_total{reason=\"per_address\"} 3.0\n")
        .contains("headgate_fallback_in_use{lane=\"read\",network=\"main\"} 1.0\n")
        .contains("headgate_fallback_in_use{lane=\"write\",network=\"main\"} 0.0\n")
        .contains("headgate_fallback_uses_total{lane=\"read\",network=\"main\"} 6.0\n")
        .contains("headgate_fallback_calls_total{network=\"main\"} 8.0\n")
        .contains("headgate_fallback_refused_calls_total{network=\"main\"} 7.0\n");
  }

  @Test
  void theLoadOfANetworkIsShown() {
    assertThat(text())
        .contains("headgate_overload_rung{network=\"main\"} 2.0\n")
        .contains(
            "headgate_overload_refused_calls_total{network=\"main\",priority=\"heavy\"} 41.0\n")
        .contains("headgate_queue_delay_seconds{lane=\"read\",network=\"main\"} 0.042\n");
  }

  private String text() {
    var out = new ByteArrayOutputStream();
    try {
      ExpositionFormats.init().getPrometheusTextFormatWriter().write(out, metrics.collect());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString(UTF_8);
  }

  private static final class FixedStatus implements StatusSource {
    @Override
    public List<NetworkStatus> networks() {
      var well = new NodeLoad(40, 0, false, false);
      var ahead =
          new NodeStatus(
              "a",
              true,
              "up",
              "0x1",
              "",
              101,
              -1,
              2.5,
              4,
              well,
              1,
              6,
              0,
              true,
              "",
              "primary",
              List.of("read"));
      var behind =
          new NodeStatus(
              "b",
              false,
              "lagging",
              "0x1",
              "9 blocks behind",
              91,
              9,
              1,
              0,
              new NodeLoad(8, 3, true, true),
              1,
              0,
              7,
              true,
              "timeout",
              "fallback",
              List.of("read"));
      var nodes = List.of(ahead, behind);
      var ends = new StreamEnds();
      ends.count(StreamOutcome.NODE_LEFT);
      var writes = new WriteCounts();
      writes.copied(CopyEnd.DUPLICATE);
      writes.resent(CopyEnd.ACCEPTED);
      writes.lost(WriteCounts.Lost.FOUND);
      return List.of(
          new NetworkStatus(
              "main",
              "icon",
              100,
              new HeadStatus(3, 1.5, false, "a", true, 2),
              nodes,
              new TryStatus(
                  Map.of(FurtherTry.HEDGE, 5L, FurtherTry.FAILURE, 7L),
                  2,
                  0.25,
                  0.5,
                  Map.of("read", 17)),
              new NetworkStatus.Pending(21, 22),
              5,
              600,
              2,
              ends.counts(),
              writes.status(),
              new NetworkStatus.Fallbacks(
                  List.of(
                      new NetworkStatus.Use("read", true, 6),
                      new NetworkStatus.Use("write", false, 0)),
                  9,
                  8,
                  7),
              new LoadStatus(
                  "cached",
                  List.of("normal", "no_bulk", "cached"),
                  Map.of("heavy", 41L),
                  Map.of("read", 42.0))));
    }

    @Override
    public ProcessStatus process() {
      return new ProcessStatus(
          12,
          34,
          56,
          List.of(new ReasonCount("per_address", 3)),
          List.of(),
          PeerStatus.NONE,
          ReloadStatus.NONE);
    }
  }
}
