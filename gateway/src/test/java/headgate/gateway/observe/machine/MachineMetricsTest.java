package headgate.gateway.observe.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MachineMetricsTest {
  private static final int BLOCK = 32 << 20;

  private final MachineMetrics machine = new MachineMetrics();

  @Test
  void aBufferBesideTheHeapIsSeen() {
    var before = value("jvm_buffer_pool_used_bytes", "direct");
    var held = ByteBuffer.allocateDirect(BLOCK);
    assertThat(value("jvm_buffer_pool_used_bytes", "direct")).isGreaterThan(before + BLOCK / 2.0);
    assertThat(held.capacity()).isEqualTo(BLOCK);
  }

  @Test
  void whatWasAliveAtTheLastCollectionIsSeen() {
    var held = new ArrayList<byte[]>();
    held.add(new byte[BLOCK]);
    System.gc();
    assertThat(all("jvm_memory_pool_collection_used_bytes")).isGreaterThan(BLOCK);
    assertThat(all("jvm_memory_used_bytes")).isGreaterThan(BLOCK);
    assertThat(held).hasSize(1);
  }

  @Test
  void threadsThatLiveAreSeen() throws InterruptedException {
    var end = new CountDownLatch(1);
    var before = all("jvm_threads_current");
    var threads = new ArrayList<Thread>();
    for (var index = 0; index < 50; index++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  end.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    assertThat(all("jvm_threads_current")).isGreaterThan(before + 25);
    end.countDown();
    for (var thread : threads) {
      thread.join();
    }
  }

  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "the JVM tells file descriptors on Unix only")
  void openFilesAreSeen(@TempDir Path folder) throws IOException {
    var before = all("process_open_fds");
    List<FileChannel> files = new ArrayList<>();
    for (var index = 0; index < 50; index++) {
      files.add(
          FileChannel.open(
              folder.resolve("f" + index), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }
    assertThat(all("process_open_fds")).isGreaterThan(before + 25);
    for (var file : files) {
      file.close();
    }
  }

  @Test
  void residentMemoryIsReadFromThePageOfTheKernel() {
    assertThat(ResidentMemory.in("Name:\tjava\nVmHWM:\t  9 kB\nVmRSS:\t  2048 kB\n"))
        .hasValue(2 << 20);
    assertThat(ResidentMemory.in("Name:\tjava\n")).isEmpty();
    assertThat(ResidentMemory.in("VmRSS:\tmuch\n")).isEmpty();
  }

  private double all(String name) {
    return gauge(name).getDataPoints().stream().mapToDouble(point -> point.getValue()).sum();
  }

  private double value(String name, String label) {
    return gauge(name).getDataPoints().stream()
        .filter(point -> label.equals(point.getLabels().getValue(0)))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private GaugeSnapshot gauge(String name) {
    for (MetricSnapshot metric : machine.metrics()) {
      if (metric.getMetadata().getName().equals(name)) {
        return (GaugeSnapshot) metric;
      }
    }
    throw new AssertionError("no metric " + name);
  }
}
