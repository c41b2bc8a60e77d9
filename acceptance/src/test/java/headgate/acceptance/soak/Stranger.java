package headgate.acceptance.soak;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What callers do that a client of good manners does not: each on a connection of its own. */
enum Stranger {
  ONE_SHOT("one call for a connection") {
    @Override
    void call(int port, SplittableRandom random) {
      var answer = RawHttp.post(port, TestGateway.PATH, fresh(random));
      expect(answer.body().contains("\"result\":"), answer);
    }
  },
  MALFORMED("malformed call") {
    @Override
    void call(int port, SplittableRandom random) {
      var bodies =
          new String[] {
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\"",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"icx_unheardOf\"}",
            "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"icx_getLastBlock\"}",
            "[]",
            "[".repeat(200),
            Calls.call("1", "icx_getBalance", "{\"address\":\"hx1\",\"Address\":\"hx2\"}"),
            "\u00ff\u00fe"
          };
      var answer = RawHttp.post(port, TestGateway.PATH, bodies[random.nextInt(bodies.length)]);
      expect(answer.status() == 400 && answer.body().contains("\"error\":"), answer);
    }
  },
  BAD_FRAMING("ambiguous framing") {
    @Override
    void call(int port, SplittableRandom random) {
      var heads =
          new String[] {
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Content-Length: +5\r\n",
            "Transfer-Encoding: gzip\r\n"
          };
      try (var client = RawHttp.connect(port)) {
        client.send(LINE + heads[random.nextInt(heads.length)] + "\r\nhello");
        var seen = client.untilClosed();
        expect(seen.isEmpty(), seen);
      }
    }
  },
  TOO_LARGE("too large a body") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        var answer = client.send(LINE + "Content-Length: 99999999\r\n\r\n").response();
        expect(answer.status() == 413, answer);
      }
    }
  },
  LOST("wrong path") {
    @Override
    void call(int port, SplittableRandom random) {
      var answer = RawHttp.post(port, "/nowhere/" + random.nextInt(100), Calls.balance(1));
      expect(answer.status() == 404, answer);
    }
  },
  SLOW_HEAD("head that never ends") {
    @Override
    void call(int port, SplittableRandom random) {
      cutOff(port, "POST /api/v3 HTTP/1.1\r\nHost: loc");
    }
  },
  SLOW_BODY("body that never ends") {
    @Override
    void call(int port, SplittableRandom random) {
      cutOff(port, LINE + "Content-Length: 500\r\n\r\n{\"jsonrpc\"");
    }
  },
  DRIPPING("call in small pieces") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        var bytes =
            RawHttp.request(TestGateway.PATH, fresh(random)).getBytes(StandardCharsets.UTF_8);
        var answer = client.sendInPieces(bytes, 20, Duration.ofMillis(5)).response();
        expect(answer.body().contains("\"result\":"), answer);
      }
    }
  },
  NOT_READING("answer that is not read") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        var batch =
            IntStream.range(0, 50)
                .mapToObj(_ -> Calls.call("1", "icx_getLastBlock"))
                .collect(Collectors.joining(",", "[", "]"));
        for (var count = 0; count < 4; count++) {
          client.send(RawHttp.request(TestGateway.PATH, batch));
        }
        pause(random.nextInt(1_000));
        client.reset();
      }
    }
  },
  LEAVING_AFTER("leaving before the answer") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        client.send(RawHttp.request(TestGateway.PATH, fresh(random)));
        pause(random.nextInt(4));
        if (random.nextBoolean()) {
          client.reset();
        }
      }
    }
  },
  LEAVING_WITHIN("leaving within the call") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        var whole = RawHttp.request(TestGateway.PATH, fresh(random));
        client.send(whole.substring(0, 1 + random.nextInt(whole.length() - 1)));
        if (random.nextBoolean()) {
          client.reset();
        }
      }
    }
  },
  SILENT("connection without a call") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        pause(random.nextInt(2_000));
        if (random.nextBoolean()) {
          client.reset();
        }
      }
    }
  },
  NEXT_BLOCK("call that needs the next block") {
    @Override
    void call(int port, SplittableRandom random) {
      try (var client = RawHttp.connect(port)) {
        var head = client.send(RawHttp.request(TestGateway.PATH, fresh(random))).response();
        var next = Long.decode(head.header("X-Headgate-Head")) + 1;
        var body = fresh(random);
        client.send(
            LINE
                + "X-Headgate-Min-Height: 0x%x\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(next, body.length(), body));
        if (random.nextBoolean()) {
          pause(random.nextInt(20));
          client.reset();
        } else {
          // Where the chain stands still it is not reached, which is told.
          var answer = client.response();
          expect(answer.body().contains("\"result\":") || answer.status() == 503, answer);
        }
      }
    }
  };

  private static final String LINE =
      "POST /api/v3 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  private static final Duration CUT_OFF_MAX = Duration.ofMinutes(1);
  private static final int ADDRESSES = 1 << 20;

  private final String label;

  Stranger(String label) {
    this.label = label;
  }

  /**
   * Calls once.
   *
   * @throws AssertionError where the gateway did not do what it should
   * @throws UncheckedIOException where it left, or said nothing within ten seconds
   */
  abstract void call(int port, SplittableRandom random);

  /** A read that nobody has asked before, so that it goes to a node. */
  private static String fresh(SplittableRandom random) {
    return Calls.balance(1_000 + random.nextInt(ADDRESSES));
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }

  /**
   * Who sends no more than this is cut off. The gateway's deadlines are held on virtual time
   * elsewhere; here the machine bears so much that some seconds more prove nothing.
   */
  private static void cutOff(int port, String beginning) {
    try (var client = RawHttp.connect(port)) {
      client.within(CUT_OFF_MAX).send(beginning).untilClosed();
    }
  }

  private static void expect(boolean held, RawResponse seen) {
    expect(held, seen.status() + " " + seen.body() + " " + seen.headers());
  }

  private static void expect(boolean held, String seen) {
    if (!held) {
      throw new AssertionError("not expected: " + seen);
    }
  }

  @Override
  public String toString() {
    return label;
  }
}
