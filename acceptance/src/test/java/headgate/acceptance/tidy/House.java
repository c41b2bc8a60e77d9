package headgate.acceptance.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the project: all that is neither built nor kept by a tool. */
final class House {
  private static final Set<String> NOT_OURS =
      Set.of(".git", "target", ".idea", ".vscode", ".settings", "node_modules", ".venv");

  /** The folder that holds ./verify. */
  static final Path ROOT = root();

  private static final List<Path> FILES = walk();

  private House() {}

  /** All files, as paths relative to the root, whose name ends with one of these. */
  static Stream<Path> files(String... endings) {
    return FILES.stream()
        .filter(file -> Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending)));
  }

  /** All files whose content is text of our own: sources, documents, scripts, configuration. */
  static Stream<Path> texts() {
    var programs = Set.of("headgate", "verify", "run", "build", "check", "install");
    var settings = Set.of(".gitignore", "jvm.config", "Dockerfile", "modules");
    return Stream.concat(
        files(".java", ".md", ".sh", ".xml", ".yaml", ".yml", ".properties", ".js", ".py", ".html"),
        FILES.stream().filter(file -> isOneOf(programs, file) || isOneOf(settings, file)));
  }

  private static boolean isOneOf(Set<String> names, Path file) {
    return names.contains(file.getFileName().toString());
  }

  static Stream<Path> mainJava(String module) {
    return files(".java").filter(file -> file.startsWith(Path.of(module, "src", "main")));
  }

  static String text(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** Whether a test class of that simple name, in any module, has such a method. */
  static boolean testExists(String type, String method) {
    return files("/" + type + ".java")
        .filter(file -> file.toString().contains("src/test/java"))
        .anyMatch(file -> text(file).contains(" " + method + "("));
  }

  static boolean exists(Path file) {
    return Files.exists(ROOT.resolve(file));
  }

  private static Path root() {
    var folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("verify"))) {
      var parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder above this one holds ./verify");
      }
      folder = parent;
    }
    return folder;
  }

  private static List<Path> walk() {
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return NOT_OURS.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(ROOT.relativize(file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return List.copyOf(found);
  }
}
