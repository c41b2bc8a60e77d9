package headgate.gateway.route;

import headgate.chain.surface.PathTemplate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path under which a node is asked. */
public final class NodePaths {
  private NodePaths() {}

  /**
   * The template with the channel filled in where there is a channel, else the first without one.
   *
   * @return a path that begins with a slash
   */
  public static String choose(List<PathTemplate> templates, @Nullable String channel) {
    for (var template : templates) {
      if (template.hasChannel() && channel != null) {
        return template.text().replace(":channel", channel);
      }
    }
    for (var template : templates) {
      if (!template.hasChannel()) {
        return template.text();
      }
    }
    return "/";
  }
}
