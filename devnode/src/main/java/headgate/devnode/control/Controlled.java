package headgate.devnode.control;

import headgate.devnode.fault.Counters;
import headgate.devnode.fault.Faults;

/** A node under control. */
public interface Controlled {
  Faults faults();

  Counters counters();

  Status status();

  /** Where a node stands: its port, the height it serves, the chain's head, its pool's size. */
  record Status(int port, long height, long head, int pooled, boolean halted) {}
}
