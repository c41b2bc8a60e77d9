package headgate.gateway.testkit;

import headgate.gateway.overload.Overload;
import headgate.gateway.overload.Shedder;
import java.util.Set;

/** Shedders for tests. */
public final class Shedders {
  /** Refuses nothing. */
  public static final Shedder OFF =
      new Shedder(new Overload(0, _ -> 0, 1, 0), Set.of(), new ManualLoop().clock());

  private Shedders() {}
}
