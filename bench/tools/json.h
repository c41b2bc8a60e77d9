/*
 * The little of JSON that the tools need: where a value ends, and the members of an object.
 *
 * Everything these tools read was written by one of them and passed on by a peer, so a text that is broken is found by its
 * missing end, and not judged further.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>

struct span {
  const char *at;
  size_t length;
};

/* One call, or one answer: what stands in its members. A member that is missing has length 0. */
struct call {
  struct span id;
  struct span method; /* without its quotes */
  struct span params;
  struct span result;
};

const char *json_blanks(const char *at, const char *end);
/* Behind the value that begins at `at`; NULL where it has no end. */
const char *json_skip(const char *at, const char *end);
/* Reads the next key of an object: its value's begin, or NULL behind the last one. */
const char *json_key(const char *at, const char *end, struct span *name);
/* Reads the next member of an object; `at` stands behind its "{" or behind the member before. NULL behind the last one. */
const char *json_member(const char *at, const char *end, struct span *name, struct span *value);
/* Reads one object with the members of a call or of an answer; behind it, or NULL. */
const char *json_call(const char *at, const char *end, struct call *call);
bool span_is(struct span span, const char *text);

#endif
