package headgate.gateway.netty.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.SystemClock;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(
    value = "io.netty.channel.epoll.Epoll#isAvailable",
    disabledReason = "such sockets need Linux")
class LocalSocketsTest {
  @TempDir private Path folder;

  @AutoClose
  private final EventLoops loops = EventLoops.start(1, NettyTransport.EPOLL, new SystemClock());

  private final Ear server = new Ear();
  private final BlockingQueue<LocalLine> newcomers = new LinkedBlockingQueue<>();

  /** Writes down what it hears. */
  private static final class Ear implements LocalLine.Ear {
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @Override
    public void line(String line) {
      heard.add(line);
    }

    @Override
    public void descriptor(int number) {
      heard.add(number);
    }

    @Override
    public void closed() {
      heard.add("(closed)");
    }

    Object next() throws InterruptedException {
      return within30Seconds(heard);
    }
  }

  private Path path() {
    return folder.resolve("a.sock");
  }

  private LocalSockets sockets() throws IOException {
    assertThat(Epoll.isAvailable()).isTrue();
    return new LocalSockets(loops);
  }

  private LocalSockets.Listening listen() throws IOException {
    return sockets()
        .listen(
            path(),
            line -> {
              newcomers.add(line);
              return server;
            });
  }

  private static <T> T within30Seconds(BlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  private LocalLine newcomer() throws InterruptedException {
    return within30Seconds(newcomers);
  }

  @Test
  void aDescriptorGoesOverAndThenLinesGoBothWays() throws IOException, InterruptedException {
    var listening = listen();
    var client = new Ear();
    var line = sockets().connect(path(), client).orElseThrow();
    var file = folder.resolve("passed");
    var opened = FileDescriptor.from(file.toFile());
    newcomer().pass(opened.intValue());
    var passed = new FileDescriptor((Integer) client.next());
    assertThat(passed.intValue()).isNotEqualTo(opened.intValue());
    opened.close();
    var word = ByteBuffer.allocateDirect(4).put("word".getBytes(US_ASCII));
    assertThat(passed.write(word, 0, 4)).isEqualTo(4);
    assertThat(file).hasContent("word");
    passed.close();

    line.say("one");
    line.say("two");
    assertThat(server.next()).isEqualTo("one");
    assertThat(server.next()).isEqualTo("two");
    line.close();
    assertThat(server.next()).isEqualTo("(closed)");
    listening.close();
    assertThat(path()).doesNotExist();
  }

  @Test
  void onlyItsUserMayConnect() throws IOException {
    var listening = listen();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    listening.close();
  }

  @Test
  void whereNobodyListensNobodyIsReached() throws IOException {
    assertThat(sockets().connect(path(), new Ear())).isEmpty();
    leaveASocketBehind();
    assertThat(sockets().connect(path(), new Ear())).isEmpty();
  }

  private void leaveASocketBehind() throws IOException {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path()));
    }
    assertThat(path()).exists();
  }

  @Test
  void whatAnEndedProcessLeftIsRemoved() throws IOException, InterruptedException {
    leaveASocketBehind();
    var listening = listen();
    assertThat(sockets().connect(path(), new Ear())).isPresent();
    newcomer();
    listening.close();
  }

  @Test
  void aPathWhereSomebodyListensIsNotTaken() throws IOException {
    var first = listen();
    assertThatThrownBy(this::listen)
        .isInstanceOf(IOException.class)
        .hasMessage("another gateway listens at " + path());
    assertThat(path()).exists();
    first.close();
  }

  @Test
  void aFileOfThatNameIsLeftAlone() throws IOException {
    Files.writeString(path(), "precious");
    assertThatThrownBy(this::listen)
        .isInstanceOf(IOException.class)
        .hasMessage(path() + " is there and is no socket");
    assertThat(path()).hasContent("precious");
  }

  @Test
  void aFolderThatIsMissingIsAFailure() throws IOException {
    var nowhere = folder.resolve("missing").resolve("a.sock");
    assertThatThrownBy(() -> sockets().listen(nowhere, _ -> server))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot use " + nowhere);
  }

  @Test
  void whoeverEndsNoLineIsCutOff() throws IOException, InterruptedException {
    var listening = listen();
    try (var raw = SocketChannel.open(UnixDomainSocketAddress.of(path()))) {
      newcomer();
      var many = ByteBuffer.allocate(LocalLine.LINE_BYTES_MAX + 1);
      while (many.hasRemaining()) {
        raw.write(many);
      }
      assertThat(server.next()).isEqualTo("(closed)");
    }
    listening.close();
  }

  @Test
  void whoeverIsClosedWithoutADescriptorIsTold() throws IOException, InterruptedException {
    var listening = listen();
    var client = new Ear();
    sockets().connect(path(), client);
    newcomer().close();
    assertThat(client.next()).isEqualTo("(closed)");
    listening.close();
  }

  @Test
  void otherLoopsHaveNoSuchSockets() {
    try (var plain = EventLoops.start(1, NettyTransport.NIO, new SystemClock())) {
      assertThatThrownBy(() -> new LocalSockets(plain))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("epoll");
    }
  }
}
