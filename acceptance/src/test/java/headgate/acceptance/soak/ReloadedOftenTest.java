package headgate.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.Eventually;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawWebSocket;
import headgate.acceptance.kit.TestGateway;
import headgate.devnode.DevNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is reloaded again and again. */
class ReloadedOftenTest {
  private static final int WARM = 20;
  private static final int RELOADS = 150;
  private static final int OBEYED = 200;

  /** What 150 configurations take is 24 MiB; all else goes up and down by less than this. */
  private static final double MIB_MORE_MAX = 8;

  /** Timers hold a configuration for some seconds more; what is forgotten is gone by then. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void forgetsTheConfigurationsBefore(@TempDir Path folder) throws IOException {
    try (var nodes = DevNetwork.start(2, Duration.ofMillis(500))) {
      var settings = new Settings(nodes, folder);
      settings.write();
      try (var gateway = GatewayProcess.start(settings.file(), folder)) {
        Eventually.value(
            "ready",
            Duration.ofMinutes(1),
            () -> gateway.status("/readyz"),
            status -> status == OBEYED);
        reload(gateway, settings, WARM);
        var before = alive(gateway);
        // A stream is older than the configurations, and is to hold none of them.
        try (var stream = RawWebSocket.open(gateway.port(), "/api/v3/icon_dex/block")) {
          stream.send("{\"height\":\"0x1\"}");
          reload(gateway, settings, RELOADS);
          awaitForgotten(gateway, before);
        }
      }
    }
  }

  private static void awaitForgotten(GatewayProcess gateway, double before) {
    Eventually.value(
        "MiB alive, as many as before the reloads",
        FORGOTTEN,
        () -> alive(gateway),
        alive -> alive < before + MIB_MORE_MAX);
  }

  /** Each is used once, so that all that is made for requests is made. */
  private static void reload(GatewayProcess gateway, Settings settings, int times) {
    for (var count = 0; count < times; count++) {
      settings.write();
      assertThat(gateway.order("/v1/reload").status()).isEqualTo(OBEYED);
      RawHttp.post(gateway.port(), TestGateway.PATH, Calls.balance(count));
    }
  }

  private static double alive(GatewayProcess gateway) {
    gateway.collect();
    return Resource.HEAP.of(gateway.scrape());
  }
}
