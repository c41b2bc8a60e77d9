/*
 * The requests of a case, and what must come back for each.
 *
 * A case file has a line for each kind of body: a weight, a tab, the body. In a body %ID% stands for an id that was not used
 * before (a number, then a string, in turn), %ADDRESS% for the 40 digits of one of so many addresses that come round again,
 * and %FRESH% for those of one that was never asked for under another seed or before in this. The result that must come back is worked out by the stub node's own function.
 */
#ifndef CASES_H
#define CASES_H

#include "buffer.h"

#include <stdint.h>

enum { CALLS_MAX = 64, ID_MAX = 24 };

struct expected {
  char id[ID_MAX];
  size_t id_length;
  size_t at; /* where its result begins in the exchange's results */
  size_t length;
};

/* One request and what is expected of its answer. */
struct exchange {
  struct buffer body;
  struct buffer results;
  struct expected answers[CALLS_MAX];
  int calls;
  bool batch;
};

struct terms {
  uint64_t seed;      /* draws the fresh addresses; not 0, which draws the others */
  uint64_t addresses; /* so many others */
  const char *result; /* a file with the result that every call must have; NULL: what the stub node gives */
  bool any_id;        /* ids are not looked at */
};

enum verdict { RIGHT, WRONG_STATUS, WRONG_FRAME, WRONG_ID, WRONG_RESULT, VERDICTS };

void cases_read(const char *file, const struct terms *terms);
/* Makes the next request of the case. */
void cases_next(struct exchange *exchange);
/* Judges the body of an answer. */
enum verdict cases_judge(const struct exchange *exchange, const char *body, size_t length);

#endif
