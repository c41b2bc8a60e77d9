package headgate.gateway.listen.answer;

/**
 * The way back for one exchange on a connection that carries many.
 *
 * <p>After its end it takes nothing more: should a bug answer an exchange twice, the second answer
 * must not be taken for that of the next exchange. Where it begins a second time before its end,
 * nobody knows what the caller has read, and the connection is broken.
 */
public final class OneAnswer implements AnswerSink {
  private final AnswerSink connection;
  private boolean begun;
  private boolean over;

  public OneAnswer(AnswerSink connection) {
    this.connection = connection;
  }

  @Override
  public void hold(long bytes) {
    if (!over) {
      connection.hold(bytes);
    }
  }

  @Override
  public void begin(AnswerStart start) {
    if (begun) {
      abort();
    } else if (!over) {
      begun = true;
      connection.begin(start);
    }
  }

  @Override
  public void chunk(byte[] bytes, int from, int to) {
    if (!over) {
      connection.chunk(bytes, from, to);
    }
  }

  @Override
  public void end() {
    if (!over) {
      over = true;
      connection.end();
    }
  }

  @Override
  public void abort() {
    if (!over) {
      over = true;
      connection.abort();
    }
  }
}
