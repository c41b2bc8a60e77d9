package headgate.acceptance.leave;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that has opened a listening socket and starts gateways which inherit it, as systemd
 * does: Java itself passes no descriptors on.
 */
final class SocketParent implements AutoCloseable {
  private static final String SCRIPT =
      """
      import os, signal, socket, sys
      listening = socket.socket()
      listening.bind(("127.0.0.1", 0))
      listening.listen(1024)
      children = set()
      print(listening.getsockname()[1], flush=True)
      for line in sys.stdin:
          order, what = line.rstrip("\\n").split(" ", 1)
          if order == "start":
              child = os.fork()
              if child == 0:
                  log = os.open(what, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                  passed = os.dup(listening.fileno())
                  os.dup2(log, 1)
                  os.dup2(log, 2)
                  os.dup2(os.dup(passed), 3)
                  os.set_inheritable(3, True)
                  os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
                  os.execv(sys.argv[1], sys.argv[1:])
              children.add(child)
              print(child, flush=True)
          else:
              print(os.waitstatus_to_exitcode(os.waitpid(int(what), 0)[1]), flush=True)
              children.remove(int(what))
      for child in children:
          os.kill(child, signal.SIGKILL)
      """;

  private final Process process;
  private final BufferedReader said;
  private final int port;

  private SocketParent(Process process) throws IOException {
    this.process = process;
    said = process.inputReader(UTF_8);
    port = number();
  }

  /** Whether it can be played on this machine. */
  static boolean isPossible() {
    return python() != null && Files.isDirectory(Path.of("/proc/self/fd"));
  }

  private static @Nullable Path python() {
    for (var folder : System.getenv("PATH").split(":", -1)) {
      var found = Path.of(folder, "python3");
      if (Files.isExecutable(found)) {
        return found;
      }
    }
    return null;
  }

  /** Opens the socket; each child is {@code headgate serve} with that file. */
  static SocketParent of(Path config) throws IOException {
    var command = new ArrayList<String>();
    command.add(String.valueOf(python()));
    command.addAll(List.of("-c", SCRIPT));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of("headgate.cli.Main", "serve", "-c", config.toString()));
    var log = config.resolveSibling("parent.log").toFile();
    return new SocketParent(new ProcessBuilder(command).redirectError(log).start());
  }

  /** Where its socket listens. */
  int port() {
    return port;
  }

  /** Starts a gateway whose log goes there, and says which process it is. */
  long start(Path log) throws IOException {
    order("start " + log);
    return number();
  }

  /** Waits for the end of a gateway, and says with which status that was. */
  int ended(long gateway) throws IOException {
    order("wait " + gateway);
    return number();
  }

  private void order(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(UTF_8));
    process.getOutputStream().flush();
  }

  private int number() throws IOException {
    var line = said.readLine();
    if (line == null) {
      throw new IOException("the parent of the socket has ended");
    }
    return Integer.parseInt(line);
  }

  /** Ends it and every gateway that is left. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
  }
}
