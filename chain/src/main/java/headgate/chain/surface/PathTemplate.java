package headgate.chain.surface;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path in which one whole segment may stand for the channel: {@code /api/v3/:channel/block}.
 *
 * @param text the written form
 */
public record PathTemplate(String text) {

  private static final String CHANNEL = ":channel";
  private static final int CHANNEL_CHARACTERS_MAX = 128;
  private static final Pattern FORM =
      Pattern.compile("(/[A-Za-z0-9._~-]{0,64}|/:channel(?=/|$)){1,16}");

  /** Refuses what is no path, and more than one channel. */
  public PathTemplate {
    if (!FORM.matcher(text).matches() || text.indexOf(CHANNEL) != text.lastIndexOf(CHANNEL)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a path with at most one segment :channel");
    }
  }

  /** Whether a segment stands for the channel. */
  public boolean hasChannel() {
    return text.contains(CHANNEL);
  }

  /** The channel that a path names, or null if the path does not fit this template. */
  @Nullable String channelOf(String path) {
    int start = text.indexOf(CHANNEL);
    int suffixStart = start + CHANNEL.length();
    int suffixLength = text.length() - suffixStart;
    int end = path.length() - suffixLength;
    if (end <= start || end - start > CHANNEL_CHARACTERS_MAX) {
      return null;
    }
    boolean fits =
        path.regionMatches(0, text, 0, start)
            && path.regionMatches(end, text, suffixStart, suffixLength)
            && path.indexOf('/', start) == (suffixLength == 0 ? -1 : end);
    return fits ? path.substring(start, end) : null;
  }

  /** The written form. */
  @Override
  public String toString() {
    return text;
  }
}
