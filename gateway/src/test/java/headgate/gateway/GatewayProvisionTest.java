package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.TlsConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayProvisionTest {
  private static final int TIMES = 50;

  @TempDir private Path folder;

  /** Each event loop that was left open would hold a file descriptor or more. */
  @Test
  void aBadCertificateLeavesNothingOpen() throws IOException {
    var bad = Files.writeString(folder.resolve("ca.pem"), "no certificate");
    var trust = new TlsConfig(true, bad, null, null, null);
    var node = new NodeConfig("a", URI.create("https://a"), trust, Map.of());
    var config = GatewayConfig.of(List.of(NetworkConfig.of("main", "icon", List.of(node))));
    provisionInVain(config);
    var before = openFiles();
    for (var time = 0; time < TIMES; time++) {
      provisionInVain(config);
    }

    assertThat(openFiles() - before).isLessThan(TIMES);
  }

  private static void provisionInVain(GatewayConfig config) {
    assertThatThrownBy(() -> Gateway.provision(config))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("ca.pem");
  }

  private static long openFiles() {
    var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    return system.getOpenFileDescriptorCount();
  }
}
