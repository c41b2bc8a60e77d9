package headgate.cli.talk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
    assertThat(new Table("NAME", "COUNT").row("a", 5).row("longer", 12_345).lines())
        .containsExactly("NAME    COUNT", "a           5", "longer  12345");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    assertThat(new Table("NAME").row("a\u001b[2J\nb").lines()).containsExactly("NAME", "a?[2J?b");
  }

  @Test
  void everyRowHasACellForEachColumn() {
    assertThatThrownBy(() -> new Table("NAME").row(1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
