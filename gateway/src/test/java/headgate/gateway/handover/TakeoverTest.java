package headgate.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import headgate.gateway.netty.EventLoops;
import headgate.gateway.netty.NettyTransport;
import headgate.gateway.netty.SystemClock;
import headgate.gateway.netty.local.LocalLine;
import headgate.gateway.netty.local.LocalSockets;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The new process's side, against an old one that does what a test has it do. */
@EnabledIf(
    value = "io.netty.channel.epoll.Epoll#isAvailable",
    disabledReason = "a handover needs Linux")
class TakeoverTest {
  private static final Inheritance LEFT = new Inheritance("main", 7, "0x1", true, List.of());

  @TempDir private Path folder;

  @AutoClose
  private final EventLoops loops = EventLoops.start(1, NettyTransport.EPOLL, new SystemClock());

  private final AtomicReference<LocalSockets.Listening> listening = new AtomicReference<>();

  private Path path() {
    return folder.resolve("handover.sock");
  }

  /** Has somebody listen who gives a descriptor, and answers each line in that way. */
  private Takeover from(BiConsumer<LocalLine, String> answers) throws IOException {
    var sockets = new LocalSockets(loops);
    var passed = FileDescriptor.from(folder.resolve("socket").toFile());
    listening.set(
        sockets.listen(
            path(),
            line -> {
              line.pass(passed.intValue());
              return new LocalLine.Ear() {
                @Override
                public void line(String said) {
                  answers.accept(line, said);
                }

                @Override
                public void closed() {
                  // Nothing more is asked.
                }
              };
            }));
    return Takeover.from(sockets, path()).orElseThrow();
  }

  private static void answer(LocalLine line, String said) {
    switch (said) {
      case Words.TAKE -> Words.tell(line, List.of(LEFT));
      case Words.TAKEN -> {
        line.say(Words.GONE);
        line.close();
      }
      default -> throw new AssertionError("says " + said);
    }
  }

  @Test
  void whoIsToldThatTheOtherOneHasGoneHasTheCallers() throws IOException {
    try (var takeover = from(TakeoverTest::answer)) {
      assertThat(takeover.take()).containsExactly(LEFT);
      takeover.taken();
      takeover.awaitPortsClosed();
    }
  }

  @Test
  void whoIsToldTooLateThatItMayHaveTheCallersDoesNotKeepThem() throws IOException {
    try (var takeover =
        from((line, said) -> {
          answer(line, said);
          line.close();
        })) {
      assertThat(takeover.take()).containsExactly(LEFT);
      assertThatThrownBy(takeover::taken)
          .isInstanceOf(IOException.class)
          .hasMessage("the gateway that listens at " + path() + " has kept the callers");
    }
  }

  @Test
  void whereTheOtherOneEndsBeforeItSaysWhatItLeavesTheSocketIsNotLost() throws IOException {
    try (var takeover = from((line, _) -> end(line))) {
      assertThat(takeover.take()).isEmpty();
      takeover.taken();
      takeover.awaitPortsClosed();
    }
  }

  @Test
  void whereTheOtherOneEndsBeforeItsLastWordTheSocketIsNotLost() throws IOException {
    try (var takeover =
        from((line, said) -> {
          if (said.equals(Words.TAKE)) {
            answer(line, said);
          } else {
            end(line);
          }
        })) {
      assertThat(takeover.take()).containsExactly(LEFT);
      takeover.taken();
      takeover.awaitPortsClosed();
    }
  }

  /** As a process that ends: nobody listens, and every line breaks. */
  private void end(LocalLine line) {
    listening.get().closeSoon();
    line.close();
  }

  @Test
  void whoTalksNonsenseIsNotBelieved() throws IOException {
    try (var takeover = from((line, _) -> line.say("network of mine"))) {
      assertThatThrownBy(takeover::take)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("says what is not understood");
    }
  }
}
