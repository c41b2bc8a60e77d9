package headgate.gateway.config;

/** The kernel interface that moves bytes. */
public enum Transport {
  /** Epoll where the machine has it, else NIO. */
  AUTO,
  /** Linux epoll; the start fails where it is missing. */
  EPOLL,
  /** The JDK's own selector, everywhere. */
  NIO,
  /** Linux io_uring; the start fails where it is missing. On trial: no default takes it. */
  IO_URING
}
