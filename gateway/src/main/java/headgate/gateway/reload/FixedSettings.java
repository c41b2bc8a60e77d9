package headgate.gateway.reload;

import headgate.gateway.config.GatewayConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings that a gateway has from its start to its end. */
public final class FixedSettings {
  private FixedSettings() {}

  /** A line for each that would be another one. */
  public static List<String> changed(GatewayConfig before, GatewayConfig after) {
    var lines = new ArrayList<String>();
    fixed(lines, "listen.host", before.listen().host(), after.listen().host());
    fixed(lines, "listen.port", before.listen().port(), after.listen().port());
    fixed(lines, "listen.loops", before.listen().loops(), after.listen().loops());
    fixed(lines, "listen.transport", before.listen().transport(), after.listen().transport());
    fixed(lines, "listen.handover", before.listen().handover(), after.listen().handover());
    fixed(lines, "admin.host", before.admin().host(), after.admin().host());
    fixed(lines, "admin.port", before.admin().port(), after.admin().port());
    fixed(lines, "accessLog.file", before.accessLog().file(), after.accessLog().file());
    fixed(lines, "accessLog.sample", before.accessLog().sample(), after.accessLog().sample());
    fixed(lines, "accessLog.slow", before.accessLog().slow(), after.accessLog().slow());
    fixed(lines, "peers", before.peers(), after.peers());
    return List.copyOf(lines);
  }

  private static void fixed(
      List<String> lines, String key, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      lines.add(key + ": cannot be changed without a restart");
    }
  }
}
