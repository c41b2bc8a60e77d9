package headgate.cli.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import headgate.cli.talk.CommandFailure;
import headgate.cli.talk.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with the token that orders have to carry. */
public final class TokenFile {
  private static final int TOKEN_BYTES_MAX = 4096;

  private TokenFile() {}

  /**
   * The token that a file holds.
   *
   * @throws CommandFailure where it holds none
   */
  public static String read(Path folder, Path file) {
    try (var in = Files.newInputStream(folder.resolve(file))) {
      var text = new String(in.readNBytes(TOKEN_BYTES_MAX), UTF_8);
      var token = text.strip();
      if (token.isEmpty() || !token.chars().allMatch(each -> each > ' ' && each < 0x7f)) {
        throw new CommandFailure(ExitCode.USAGE, file + " holds no token of printable characters");
      }
      return token;
    } catch (IOException unreadable) {
      var why = Files.isDirectory(folder.resolve(file)) ? " is a folder" : " cannot be read";
      throw new CommandFailure(ExitCode.USAGE, file + why, unreadable);
    }
  }
}
