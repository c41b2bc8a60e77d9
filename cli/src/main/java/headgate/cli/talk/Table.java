package headgate.cli.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text, each as wide as its widest cell; numbers stand to the right. */
public final class Table {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table without rows. */
  public Table(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row with a cell for each column. */
  public Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
    }
    rows.add(List.of(cells).stream().map(Table::printable).toList());
    return this;
  }

  /** The lines, the header first. */
  public List<String> lines() {
    var widths = IntStream.range(0, header.size()).map(this::width).toArray();
    var lines = new ArrayList<String>();
    lines.add(line(header, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> row.get(column).length())
        .reduce(header.get(column).length(), Math::max);
  }

  private String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> padded(cells.get(column), widths[column], isNumeric(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell.matches("[-+0-9.,%]*( ms)?|-"));
  }

  private static String padded(String cell, int width, boolean right) {
    var gap = " ".repeat(width - cell.length());
    return right ? gap + cell : cell + gap;
  }

  /** Nothing that a node or a file says may move a cursor. */
  private static String printable(Object cell) {
    return cell.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
