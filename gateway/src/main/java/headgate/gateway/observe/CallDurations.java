package headgate.gateway.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.TreeMap;

/** The latency histograms in both of Prometheus' forms, classic and native. */
final class CallDurations {
  private static final double NANOS = 1e9;

  private CallDurations() {}

  static MetricSnapshot of(List<StatisticsSnapshot> snapshots) {
    var metric =
        HistogramSnapshot.builder()
            .name("headgate_call_duration_seconds")
            .unit(Unit.SECONDS)
            .help("Time from a call's arrival to its answer, by method and outcome.");
    for (var network : snapshots) {
      for (var series : network.series()) {
        metric.dataPoint(point(Metrics.labels(network, series), series.latencies()));
      }
    }
    return metric.build();
  }

  private static HistogramDataPointSnapshot point(Labels labels, Latencies latencies) {
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .sum(latencies.sumNanos() / NANOS)
        .classicHistogramBuckets(classic(latencies))
        .nativeSchema(Buckets.SCHEMA)
        .nativeBucketsForPositiveValues(natives(latencies))
        .build();
  }

  private static ClassicHistogramBuckets classic(Latencies latencies) {
    var bounds = Buckets.classicBounds();
    var counts = new long[bounds.length];
    for (var bucket = 0; bucket < Buckets.count(); bucket++) {
      counts[Buckets.classicIndex(bucket)] += latencies.inBucket(bucket);
    }
    return ClassicHistogramBuckets.of(bounds, counts);
  }

  private static NativeHistogramBuckets natives(Latencies latencies) {
    var counts = new TreeMap<Integer, Long>();
    for (var bucket = 0; bucket < Buckets.count(); bucket++) {
      if (latencies.inBucket(bucket) > 0) {
        counts.merge(Buckets.nativeIndex(bucket), latencies.inBucket(bucket), Long::sum);
      }
    }
    return NativeHistogramBuckets.of(List.copyOf(counts.keySet()), List.copyOf(counts.values()));
  }
}
