package headgate.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdminSeatsTest {
  private final AdminSeats seats = new AdminSeats(3);
  private final List<Socket> sockets = Stream.generate(Socket::new).limit(5).toList();

  private void take(int... indexes) {
    for (var index : indexes) {
      seats.take(sockets.get(index));
    }
  }

  private List<Integer> closed() {
    return Stream.of(0, 1, 2, 3, 4).filter(index -> sockets.get(index).isClosed()).toList();
  }

  @Test
  void theOneThatHasBeenSilentForLongestGivesItsSeat() {
    take(0, 1, 2);
    seats.asked(sockets.getFirst());
    take(3);
    assertThat(closed()).containsExactly(1);
    take(4);
    assertThat(closed()).containsExactly(1, 2);
  }

  @Test
  void whereAllHaveAskedTheOldestGoes() {
    take(0, 1, 2);
    for (var index : List.of(1, 0, 2)) {
      seats.asked(sockets.get(index));
    }
    take(3);

    assertThat(closed()).containsExactly(1);
  }

  @Test
  void whoLeavesMakesRoomAndCannotAskAnyMore() {
    take(0, 1, 2);
    seats.leave(sockets.get(1));
    seats.asked(sockets.get(1));
    take(3);

    assertThat(closed()).containsExactly(1);
  }

  @Test
  void afterTheEndNobodyIsSeated() {
    take(0, 1);
    seats.asked(sockets.getFirst());
    seats.closeAll();
    take(2);

    assertThat(closed()).containsExactly(0, 1, 2);
  }
}
