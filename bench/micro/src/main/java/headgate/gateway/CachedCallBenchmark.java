package headgate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.gateway.client.Client;
import headgate.gateway.listen.Door;
import headgate.gateway.listen.answer.ReadySink;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A cached call between the bytes of its body and the bytes of its answer: read, looked up, put
 * together under the caller's id, and counted. Of 200 addresses one after the other; the clock is
 * the test bench's, which costs next to nothing, and sockets are not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CachedCallBenchmark {
  private static final int ADDRESSES = 200;
  private static final int BATCH = 10;
  private static final Door.Rpc V3 = new Door.Rpc(0, "v3", "/api/v3");

  private final PipelineBench bench = new PipelineBench(1, 5);
  private final byte[][] singles = new byte[ADDRESSES][];
  private final byte[][] batches = new byte[ADDRESSES][];
  private final Answer answer = new Answer();
  private int next;

  /** Takes an answer as the socket's buffer does: by a copy. */
  private static final class Answer implements ReadySink {
    private final byte[] bytes = new byte[1 << 16];
    private int length;

    @Override
    public void begin(byte[] headerLines, int announced) {
      length = 0;
    }

    @Override
    public void chunk(byte[] chunk, int from, int to) {
      System.arraycopy(chunk, from, bytes, length, to - from);
      length += to - from;
    }
  }

  /** A gateway that knows all answers. */
  public CachedCallBenchmark() {
    for (var place = 0; place < ADDRESSES; place++) {
      var call =
          "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"icx_getBalance\",\"params\":{\"address\":\"hx%040x\",\"height\":\"0x10\"}}"
              .formatted(place + 1, place);
      bench.serve(call);
      bench.serve(call);
      singles[place] = call.getBytes(UTF_8);
      batches[place] = ("[" + (call + ",").repeat(BATCH - 1) + call + "]").getBytes(UTF_8);
    }
  }

  /** One call in a body. */
  @Benchmark
  public int single() {
    return served(singles);
  }

  /** One of ten calls in a body. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int oneOfTen() {
    return served(batches);
  }

  private int served(byte[][] bodies) {
    var body = bodies[next++ % ADDRESSES];
    if (!bench.ready.answer(Client.OPERATOR, V3, body, 0, body.length, answer)) {
      throw new IllegalStateException("not ready: " + new String(body, UTF_8));
    }
    return answer.length;
  }
}
