package headgate.gateway.admin.health;

import headgate.gateway.admin.message.AdminReply;
import headgate.gateway.observe.Metrics;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import org.jspecify.annotations.Nullable;

/** The metrics in the format that the reader asks for; plain text where it asks for none. */
public final class MetricsPage {
  private static final int OK = 200;

  private final Metrics metrics;
  private final ExpositionFormats formats = ExpositionFormats.init();

  /** Of these metrics. */
  public MetricsPage(Metrics metrics) {
    this.metrics = metrics;
  }

  /** The answer in the format that {@code Accept} asks for. */
  public AdminReply reply(@Nullable String accept) {
    var writer = formats.findWriter(accept);
    return new AdminReply(
        OK, writer.getContentType(), "", out -> writer.write(out, metrics.collect()));
  }
}
