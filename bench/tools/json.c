/* Where values end: see json.h. */
#include "json.h"

#include <string.h>

const char *json_blanks(const char *at, const char *end) {
  while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
  return at;
}

bool span_is(struct span span, const char *text) {
  return span.length == strlen(text) && memcmp(span.at, text, span.length) == 0;
}

static const char *skip_string(const char *at, const char *end) {
  for (at++; at < end; at++) {
    if (*at == '\\') at++;
    else if (*at == '"') return at + 1;
  }
  return NULL;
}

static const char *skip_nested(const char *at, const char *end) {
  int depth = 0;
  while (at < end) {
    switch (*at) {
      case '"':
        at = skip_string(at, end);
        if (!at) return NULL;
        continue;
      case '{': case '[': depth++; break;
      case '}': case ']':
        if (--depth == 0) return at + 1;
        break;
      default: break;
    }
    at++;
  }
  return NULL;
}

const char *json_skip(const char *at, const char *end) {
  if (at >= end) return NULL;
  if (*at == '"') return skip_string(at, end);
  if (*at == '{' || *at == '[') return skip_nested(at, end);
  const char *from = at;
  while (at < end && *at != ',' && *at != '}' && *at != ']' && *at > ' ') at++;
  return at > from && at < end ? at : NULL;
}

const char *json_key(const char *at, const char *end, struct span *name) {
  at = json_blanks(at, end);
  if (at < end && *at == ',') at = json_blanks(at + 1, end);
  if (at >= end || *at != '"') return NULL;
  const char *stop = skip_string(at, end);
  if (!stop) return NULL;
  *name = (struct span){at + 1, (size_t)(stop - at) - 2};
  at = json_blanks(stop, end);
  return at < end && *at == ':' ? json_blanks(at + 1, end) : NULL;
}

const char *json_member(const char *at, const char *end, struct span *name, struct span *value) {
  at = json_key(at, end, name);
  const char *stop = at ? json_skip(at, end) : NULL;
  if (stop) *value = (struct span){at, (size_t)(stop - at)};
  return stop;
}

const char *json_call(const char *at, const char *end, struct call *call) {
  struct span name, value;
  *call = (struct call){0};
  at = json_blanks(at, end);
  if (at >= end || *at != '{') return NULL;
  const char *next;
  for (at++; (next = json_member(at, end, &name, &value)); at = next) {
    if (span_is(name, "id")) call->id = value;
    else if (span_is(name, "method")) call->method = (struct span){value.at + 1, value.length - 2};
    else if (span_is(name, "params")) call->params = value;
    else if (span_is(name, "result")) call->result = value;
  }
  at = json_blanks(at, end);
  return at < end && *at == '}' ? at + 1 : NULL;
}
