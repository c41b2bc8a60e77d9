/*
 * Latencies counted in a log-linear histogram: 64 steps in each power of two of nanoseconds, so that no figure is off by more than
 * 1.6 % and nothing is kept per request.
 */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

enum { HISTOGRAM_STEPS = 64, HISTOGRAM_ROWS = 40 };

struct histogram {
  uint64_t counts[HISTOGRAM_ROWS * HISTOGRAM_STEPS];
  uint64_t total;
  uint64_t max;
};

void histogram_add(struct histogram *histogram, uint64_t nanos);
/* The latency that this share of the requests did not exceed, in nanoseconds; 0 where there were none. */
uint64_t histogram_at(const struct histogram *histogram, double share);

#endif
