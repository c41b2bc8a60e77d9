package headgate.gateway.admin;

import headgate.gateway.observe.Metrics;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import org.jspecify.annotations.Nullable;

/** The metrics in the format that the reader asks for; plain text where it asks for none. */
final class MetricsPage {
  private static final int OK = 200;

  private final Metrics metrics;
  private final ExpositionFormats formats = ExpositionFormats.init();

  MetricsPage(Metrics metrics) {
    this.metrics = metrics;
  }

  AdminReply reply(@Nullable String accept) {
    var writer = formats.findWriter(accept);
    return new AdminReply(
        OK, writer.getContentType(), "", out -> writer.write(out, metrics.collect()));
  }
}
