package headgate.gateway.observe.machine;

import com.sun.management.UnixOperatingSystemMXBean;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What the process uses of its machine, under the names that Prometheus's own clients give it, so
 * that dashboards made for any process or JVM show this one too.
 */
public final class MachineMetrics {
  private static final double NANOS = 1e9;
  private static final double MILLIS = 1e3;

  /** All of them, as they stand now; what the system does not tell is left out. */
  public List<MetricSnapshot> metrics() {
    var metrics = new ArrayList<MetricSnapshot>();
    metrics.add(
        gauge(
            "process_start_time_seconds",
            "When the process began, since 1970.",
            ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      addSystem(metrics, system);
    }
    var resident = ResidentMemory.bytes();
    resident.ifPresent(bytes ->
        metrics.add(
            gauge(
                "process_resident_memory_bytes",
                "Memory that is in the machine's.",
                (double) bytes)));
    metrics.add(
        gauge(
            "jvm_threads_current",
            "Threads of the JVM that live, but for virtual ones.",
            ManagementFactory.getThreadMXBean().getThreadCount()));
    metrics.add(memory("jvm_memory_used_bytes", "Memory in use.", MemoryUsage::getUsed));
    metrics.add(memory("jvm_memory_max_bytes", "Memory that may be used.", MemoryUsage::getMax));
    metrics.add(afterCollection());
    metrics.add(bufferPools());
    metrics.add(collections());
    return metrics;
  }

  private static void addSystem(List<MetricSnapshot> metrics, UnixOperatingSystemMXBean system) {
    metrics.add(
        CounterSnapshot.builder()
            .name("process_cpu_seconds")
            .help("Time of all cores together.")
            .dataPoint(
                CounterDataPointSnapshot.builder()
                    .value(Math.max(0, system.getProcessCpuTime()) / NANOS)
                    .build())
            .build());
    metrics.add(
        gauge(
            "process_open_fds",
            "Open file descriptors.",
            (double) system.getOpenFileDescriptorCount()));
    metrics.add(
        gauge(
            "process_max_fds",
            "File descriptors that may be open.",
            (double) system.getMaxFileDescriptorCount()));
  }

  private static MetricSnapshot memory(
      String name, String help, ToLongFunction<MemoryUsage> amount) {
    var memory = ManagementFactory.getMemoryMXBean();
    var areas = new TreeMap<String, Long>();
    areas.put("heap", amount.applyAsLong(memory.getHeapMemoryUsage()));
    areas.put("nonheap", amount.applyAsLong(memory.getNonHeapMemoryUsage()));
    return gauges(name, help, "area", areas);
  }

  /** What was alive when a pool was last collected: unlike what is in use, it has no garbage. */
  private static MetricSnapshot afterCollection() {
    var pools = new TreeMap<String, Long>();
    for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
      var left = pool.getCollectionUsage();
      if (left != null) {
        pools.put(pool.getName(), left.getUsed());
      }
    }
    return gauges(
        "jvm_memory_pool_collection_used_bytes",
        "Memory that was in use after the last collection.",
        "pool",
        pools);
  }

  private static MetricSnapshot bufferPools() {
    var pools = new TreeMap<String, Long>();
    for (var pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      pools.put(pool.getName(), pool.getMemoryUsed());
    }
    return gauges("jvm_buffer_pool_used_bytes", "Memory of buffers of the JDK.", "pool", pools);
  }

  private static MetricSnapshot collections() {
    var metric =
        SummarySnapshot.builder()
            .name("jvm_gc_collection_seconds")
            .help("Collections of the heap and what they took.");
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      metric.dataPoint(
          SummaryDataPointSnapshot.builder()
              .labels(Labels.of("gc", collector.getName()))
              .count(Math.max(0, collector.getCollectionCount()))
              .sum(Math.max(0, collector.getCollectionTime()) / MILLIS)
              .build());
    }
    return metric.build();
  }

  /** An amount below zero is one that has no bound, or is not known; it is no series. */
  private static MetricSnapshot gauges(
      String name, String help, String label, Map<String, Long> amounts) {
    var metric = GaugeSnapshot.builder().name(name).help(help);
    amounts.forEach((value, amount) -> {
      if (amount >= 0) {
        metric.dataPoint(point(Labels.of(label, value), (double) amount));
      }
    });
    return metric.build();
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(Labels.EMPTY, value))
        .build();
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
