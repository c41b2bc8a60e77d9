package headgate.acceptance.height;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.acceptance.kit.Calls;
import headgate.acceptance.kit.FakeNode;
import headgate.acceptance.kit.RawHttp;
import headgate.acceptance.kit.RawResponse;
import headgate.acceptance.kit.TestGateway;
import headgate.acceptance.kit.TestNetwork;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a caller is told of the height that it was answered at, and may ask of it. */
class HeightHeadersTest {
  @AutoClose
  private final FakeNode node =
      FakeNode.at(100)
          .answers("icx_getBalance", "\"0x1\"")
          .answers("icx_getTotalSupply", "\"0x2\"")
          .answers("icx_sendTransaction", "\"" + Calls.TRANSACTION_HASH + "\"");

  @AutoClose private final TestGateway gateway = TestNetwork.icon(node).serve();

  private RawResponse post(String body, String field) {
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request(TestGateway.PATH, body);
      return client.send(request.replaceFirst("\r\n", "\r\n" + field + "\r\n")).response();
    }
  }

  private RawResponse needing(String height) {
    return post(Calls.balance(1), "X-Headgate-Min-Height: " + height);
  }

  @Test
  void anAnswerNamesItsHeightAndWhereItIsFrom() {
    var first = gateway.post(Calls.balance(1));
    var second = gateway.post(Calls.balance(1));
    var write = gateway.post(Calls.send());

    assertThat(first.header("X-Headgate-Head")).isEqualTo("0x64");
    assertThat(first.header("X-Headgate-Cache")).isEqualTo("miss");
    assertThat(second.header("X-Headgate-Cache")).isEqualTo("hit");
    assertThat(write.header("X-Headgate-Cache")).isEqualTo("passed");
  }

  @Test
  void aBatchSaysHowManyOfItsAnswersAreFromWhere() {
    gateway.post(Calls.balance(1));
    var answer =
        gateway.post(
            "[" + Calls.balance(1) + "," + Calls.balance(2) + "," + Calls.balance(3) + "]");

    assertThat(answer.header("X-Headgate-Cache")).isEqualTo("hit=1, miss=2");
  }

  @Test
  void aHeightThatIsThereIsAnsweredAtOnce() {
    assertThat(needing("0x64").status()).isEqualTo(200);
    assertThat(needing("64").status()).isEqualTo(200);
  }

  @Test
  void aHeightThatComesSoonIsWaitedFor() {
    node.answers("icx_getBalance", "\"0x2\"");
    try (var client = RawHttp.connect(gateway.port())) {
      var request = RawHttp.request(TestGateway.PATH, Calls.balance(1));
      client.send(request.replaceFirst("\r\n", "\r\nX-Headgate-Min-Height: 0x65\r\n"));
      node.height(101);

      assertThat(client.response().header("X-Headgate-Head")).isEqualTo("0x65");
    }
  }

  @Test
  void aHeightThatIsFarIsRefusedAtOnceForReadsOnly() {
    var answer =
        post("[" + Calls.balance(1) + "," + Calls.send() + "]", "X-Headgate-Min-Height: 0x1000");

    assertThat(answer.body()).contains("-32096").contains(Calls.TRANSACTION_HASH);
    assertThat(needing("0x1000").status()).isEqualTo(503);
    assertThat(needing("0x1000").header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aHeightThatCannotBeReadIsRefusedWithTheCallersId() {
    var answer = needing("soon");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("-32600")
        .contains("X-Headgate-Min-Height")
        .contains("\"id\":1");
  }

  @Test
  void twoHeightsAreNoHeight() {
    for (var second : new String[] {"0x1", "0x64"}) {
      var answer = needing("0x1\r\nX-Headgate-Min-Height: " + second);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("-32600").contains("X-Headgate-Min-Height");
    }
  }

  @Test
  void aPageMaySendTheOneAndReadTheOthers() {
    try (var client = RawHttp.connect(gateway.port())) {
      client.send(
          """
          OPTIONS /api/v3 HTTP/1.1\r
          Host: h\r
          Origin: https://a\r
          Access-Control-Request-Method: POST\r
          Access-Control-Request-Headers: X-Headgate-Min-Height\r
          \r
          """);
      assertThat(client.response().header("Access-Control-Allow-Headers"))
          .contains("X-Headgate-Min-Height");
    }
    assertThat(post(Calls.balance(1), "Origin: https://a").header("Access-Control-Expose-Headers"))
        .contains("X-Headgate-Head")
        .contains("X-Headgate-Cache");
  }
}
