package headgate.gateway.client;

import headgate.gateway.address.AddressRange;
import headgate.gateway.address.ForwardedReader;
import headgate.gateway.address.ForwardedReader.Form;
import headgate.gateway.address.IpAddress;
import headgate.gateway.address.StatedClient;
import headgate.gateway.config.door.ClientsConfig;
import headgate.gateway.rule.Rulebook;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says who a client is, under one configuration and the rules of the moment. */
public final class Clients {
  private static final AtomicLong EDITIONS = new AtomicLong();

  private final ClientsConfig config;
  private final @Nullable ForwardedReader reader;
  private final Meter meter;
  private final Favours favours;
  private volatile Rules rules;

  /** Rules with a number that no others of this process have. */
  private record Rules(Rulebook book, long edition) {
    static Rules of(Rulebook book) {
      return new Rules(book, EDITIONS.incrementAndGet());
    }
  }

  /** Clients as that configuration tells them apart. */
  public Clients(ClientsConfig config, Rulebook book, Meter meter) {
    this(config, book, meter, Favours.NONE);
  }

  /** The same, some of whom are treated better than others. */
  public Clients(ClientsConfig config, Rulebook book, Meter meter, Favours favours) {
    this.config = config;
    this.favours = favours;
    this.meter = meter;
    reader =
        switch (config.from()) {
          case SOCKET, PROXY_PROTOCOL -> null;
          case X_FORWARDED_FOR -> new ForwardedReader(Form.X_FORWARDED_FOR, config.trusted());
          case FORWARDED -> new ForwardedReader(Form.FORWARDED, config.trusted());
        };
    rules = Rules.of(book);
  }

  /** Judges by other rules from now on; callable from any thread. */
  public void judgeBy(Rulebook book) {
    rules = Rules.of(book);
  }

  /** The rules that hold now. */
  public Rulebook book() {
    return rules.book;
  }

  /** Counts what they ask for. */
  public Meter meter() {
    return meter;
  }

  /** Who has that address. */
  public Client of(IpAddress address) {
    var now = rules;
    return new Client(
        address, now.book.of(address), meter.of(address), favours.of(address), now.edition);
  }

  /** The same client by the rules that hold now. */
  public Client current(Client known) {
    return known.edition() == rules.edition ? known : of(known.address());
  }

  /** Whether what a peer says about its client counts, so that the peer itself is nobody's. */
  public boolean believes(IpAddress peer) {
    return config.from() != ClientsConfig.Source.SOCKET
        && AddressRange.anyContains(config.trusted(), peer);
  }

  /** Whether a connection of that peer begins with a header that names its client. */
  public boolean expectsHeader(IpAddress peer) {
    return config.from() == ClientsConfig.Source.PROXY_PROTOCOL && believes(peer);
  }

  /**
   * Whom the head of a request names.
   *
   * @param fields gives all values of a field
   */
  public StatedClient stated(Function<String, List<String>> fields) {
    return switch (config.from()) {
      case SOCKET, PROXY_PROTOCOL -> StatedClient.NOBODY;
      case X_FORWARDED_FOR -> read(fields.apply(Form.X_FORWARDED_FOR.field()));
      case FORWARDED -> read(fields.apply(Form.FORWARDED.field()));
    };
  }

  private StatedClient read(List<String> values) {
    return reader == null ? StatedClient.NOBODY : reader.read(values);
  }

  /**
   * Who asks over a connection of that peer.
   *
   * @param own the peer's own client
   * @return null where the peer is believed, and what it says cannot be read
   */
  public @Nullable Client asking(Client own, StatedClient stated) {
    if (stated instanceof StatedClient.Nobody || !believes(own.address())) {
      return own;
    }
    return stated instanceof StatedClient.Named(var address) ? of(address) : null;
  }
}
