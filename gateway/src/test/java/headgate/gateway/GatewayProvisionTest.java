package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import headgate.gateway.config.GatewayConfig;
import headgate.gateway.config.ListenConfig;
import headgate.gateway.config.NetworkConfig;
import headgate.gateway.config.NodeConfig;
import headgate.gateway.config.TlsConfig;
import headgate.gateway.config.Transport;
import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.Machine;
import headgate.gateway.netty.NettyLoop;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.SystemMachine;
import headgate.gateway.netty.TlsContexts;
import headgate.gateway.seam.Clock;
import headgate.gateway.seam.Wire;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayProvisionTest {
  private static final int TIMES = 50;
  private static final NodeConfig NODE = NodeConfig.of("a", URI.create("http://node:9000"));

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

  @Test
  void aTransportThatIsInsistedOnAndIsNotThereIsAFailure() throws StartFailure {
    var config = GatewayConfig.of(List.of(NetworkConfig.of("main", "icon", List.of(NODE))));
    assertThatThrownBy(() -> Gateway.provision(over(Transport.EPOLL, config), new PlainMachine()))
        .isInstanceOf(StartFailure.class)
        .hasMessageStartingWith("listen.transport: this machine has no epoll");
    assertThatThrownBy(
            () -> Gateway.provision(over(Transport.IO_URING, config), new PlainMachine()))
        .isInstanceOf(StartFailure.class)
        .hasMessageStartingWith("listen.transport: this machine has no io_uring");
    Gateway.provision(over(Transport.AUTO, config), new PlainMachine()).stop();
  }

  private static GatewayConfig over(Transport transport, GatewayConfig config) {
    return config.at(new ListenConfig("127.0.0.1", 0, 1, transport), config.admin());
  }

  /** This machine, as it would be with the JDK's own selector alone. */
  private static final class PlainMachine implements Machine {
    private final Machine real = new SystemMachine();

    @Override
    public Clock clock() {
      return real.clock();
    }

    @Override
    public boolean has(NettyTransport transport) {
      return transport == NettyTransport.NIO;
    }

    @Override
    public EventLoops startLoops(int count, NettyTransport transport) {
      return real.startLoops(count, transport);
    }

    @Override
    public Wire wire(NettyLoop loop, EventLoops loops, TlsContexts tls) {
      return real.wire(loop, loops, tls);
    }

    @Override
    public RandomGenerator chance() {
      return real.chance();
    }

    @Override
    public RandomGenerator secrets() {
      return real.secrets();
    }

    @Override
    public Executor background() {
      return real.background();
    }
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
