package headgate.simulation.wire;

import headgate.gateway.seam.Endpoint;
import headgate.gateway.seam.Loop;
import headgate.gateway.seam.Wire;
import headgate.simulation.Chance;
import headgate.simulation.machine.Agenda;
import java.util.Map;

/** A loop's way to the simulated nodes. */
public final class SimulatedWire implements Wire {
  private final Loop loop;
  private final Agenda agenda;
  private final Chance chance;
  private final Map<String, ? extends FarSide> hosts;

  /** The way from that loop to hosts with those names. */
  public SimulatedWire(
      Loop loop, Agenda agenda, Chance chance, Map<String, ? extends FarSide> hosts) {
    this.loop = loop;
    this.agenda = agenda;
    this.chance = chance;
    this.hosts = hosts;
  }

  @Override
  public Connection connect(Endpoint endpoint, Listener listener) {
    var host = hosts.get(endpoint.host());
    if (host == null) {
      throw new IllegalStateException("no such host: " + endpoint.host());
    }
    var link = new Link(loop, agenda, chance.split(), host, listener);
    link.connect(endpoint);
    return link;
  }
}
