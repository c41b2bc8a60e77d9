/* A log-linear histogram: see histogram.h. Row 0 holds 0 to 63 ns one by one; each row behind it a power of two in 64 steps. */
#include "histogram.h"

static unsigned place(uint64_t nanos) {
  if (nanos < HISTOGRAM_STEPS) return (unsigned)nanos;
  unsigned shift = 63u - (unsigned)__builtin_clzll(nanos) - 6u;
  unsigned at = (shift + 1) * HISTOGRAM_STEPS + (unsigned)((nanos >> shift) - HISTOGRAM_STEPS);
  return at < HISTOGRAM_ROWS * HISTOGRAM_STEPS ? at : HISTOGRAM_ROWS * HISTOGRAM_STEPS - 1;
}

/* The upper end of a step. */
static uint64_t top(unsigned at) {
  if (at < HISTOGRAM_STEPS) return at;
  unsigned shift = at / HISTOGRAM_STEPS - 1;
  return ((uint64_t)(at % HISTOGRAM_STEPS + HISTOGRAM_STEPS + 1) << shift) - 1;
}

void histogram_add(struct histogram *histogram, uint64_t nanos) {
  histogram->counts[place(nanos)]++;
  histogram->total++;
  if (nanos > histogram->max) histogram->max = nanos;
}

uint64_t histogram_at(const struct histogram *histogram, double share) {
  if (!histogram->total) return 0;
  uint64_t wanted = (uint64_t)(share * (double)histogram->total + 0.999999), seen = 0;
  for (unsigned at = 0; at < HISTOGRAM_ROWS * HISTOGRAM_STEPS; at++) {
    seen += histogram->counts[at];
    if (seen >= wanted) return top(at) < histogram->max ? top(at) : histogram->max;
  }
  return histogram->max;
}
