package headgate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import headgate.gateway.testkit.ManualClock;
import headgate.gateway.testkit.Views;
import org.junit.jupiter.api.Test;

class ResponseFieldsTest {
  private final ResponseFields fields =
      new ResponseFields(false, new ManualClock(), new ResponseFields.Usual(), "");

  @Test
  void theHeadIsTheServingHeightThatTheRequestWentBy() {
    assertThat(fields.lines()).isEmpty();
    fields.sees(Views.up(2, 100));
    fields.shows(-1);
    fields.shows(7);

    assertThat(fields.lines()).isEqualTo("X-Headgate-Head: 0x64\r\n");
  }

  @Test
  void anAnswerThatWaitedForANewerHeightIsToldWithIt() {
    fields.sees(Views.up(2, 100));
    fields.shows(101);
    fields.shows(99);

    assertThat(fields.lines()).isEqualTo("X-Headgate-Head: 0x65\r\n");
  }
}
