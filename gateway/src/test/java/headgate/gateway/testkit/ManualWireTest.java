package headgate.gateway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Wire;
import headgate.gateway.seam.Wire.Cause;
import java.time.Duration;
import java.util.function.BooleanSupplier;

class ManualWireTest extends WireContract {
  private final ManualLoop loop = new ManualLoop();
  private final ManualWire wire =
      new ManualWire(loop).reaching("refusing", new ScriptedNode(loop).refusing());

  private static Endpoint at(String host) {
    return new Endpoint(host, 80, null, Duration.ofSeconds(1));
  }

  @Override
  protected Wire wire() {
    return wire;
  }

  @Override
  protected Endpoint reachable() {
    return at("anywhere");
  }

  @Override
  protected Endpoint refusing() {
    return at("refusing");
  }

  @Override
  protected FarEnd accept() {
    var connection = wire.last();
    connection.open();
    return new FarEnd() {
      @Override
      public String received() {
        return connection.written();
      }

      @Override
      public void send(String text) {
        loop.execute(() -> connection.feed(text));
      }

      @Override
      public void end() {
        loop.execute(() -> connection.close(Cause.ENDED));
      }

      @Override
      public void reset() {
        loop.execute(() -> connection.close(Cause.RESET));
      }
    };
  }

  @Override
  protected void onLoop(Runnable task) {
    loop.execute(task);
    loop.settle();
  }

  @Override
  protected void await(BooleanSupplier holds) {
    loop.settle();
    assertThat(holds).as("told %s", told).returns(true, BooleanSupplier::getAsBoolean);
  }
}
