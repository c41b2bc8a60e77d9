package headgate.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A patch of {@code simulation/mutants}, which begins with a line that says what it breaks.
 *
 * @param name of its file
 * @param what it breaks, in a sentence
 * @param promise the number of the promise that it breaks
 * @param seed that finds it out
 * @param rule that is broken then
 * @param patch the lines after the first
 */
record PlantedBug(
    String name, String what, String promise, long seed, String rule, List<String> patch) {
  private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern HEADING =
      Pattern.compile("(.+\\.) Promise ([0-9]+[a-z]?), seed ([0-9]+), caught by: (.+)");
  private static final String SUFFIX = ".patch";

  PlantedBug {
    patch = List.copyOf(patch);
  }

  static List<PlantedBug> all() {
    try (var files = Files.list(HOUSE.resolve("simulation/mutants"))) {
      return files.sorted().map(PlantedBug::read).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static List<String> lines(String file) {
    try {
      return Files.readAllLines(HOUSE.resolve(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static PlantedBug read(Path file) {
    var lines = lines(file.toString());
    var name = file.getFileName().toString();
    var heading = HEADING.matcher(lines.getFirst());
    if (!name.endsWith(SUFFIX) || !heading.matches()) {
      throw new IllegalArgumentException(name + " begins with " + lines.getFirst());
    }
    return new PlantedBug(
        name.substring(0, name.length() - SUFFIX.length()),
        heading.group(1),
        heading.group(2),
        Long.parseLong(heading.group(3)),
        heading.group(4),
        lines.subList(1, lines.size()));
  }

  /** The places of the patch that are not in the sources any more. */
  List<String> misfits() {
    var misfits = new ArrayList<String>();
    var source = List.<String>of();
    var place = new ArrayList<String>();
    var places = 0;
    for (var line : patch) {
      if (line.startsWith("+++ b/")) {
        missing(source, place, misfits);
        source = lines(line.substring("+++ b/".length()));
      } else if (line.startsWith("@@")) {
        missing(source, place, misfits);
        places++;
      } else if (line.startsWith(" ") || (line.startsWith("-") && !line.startsWith("--- a/"))) {
        place.add(line.substring(1));
      }
    }
    missing(source, place, misfits);
    if (places == 0) {
      misfits.add("it changes nothing");
    }
    return misfits;
  }

  private static void missing(List<String> source, List<String> place, List<String> misfits) {
    if (Collections.indexOfSubList(source, place) < 0) {
      misfits.add(String.join("\n", place));
    }
    place.clear();
  }

  /** Its line in the list of the documents. */
  String row() {
    return "| `%s` | %s | %s | %d | %s |".formatted(name, what, promise, seed, rule);
  }

  @Override
  public String toString() {
    return name;
  }
}
