/* Finds the end of a head and the length of a body: see http.h. */
#define _GNU_SOURCE
#include "http.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

static const char LENGTH[] = "content-length:";
static const char CODING[] = "transfer-encoding:";

static bool begins(const char *line, const char *end, const char *name, size_t length) {
  return (size_t)(end - line) > length && strncasecmp(line, name, length) == 0;
}

/* The digits of a length; -1 where there are none. */
static long number(const char *at, const char *end) {
  long value = -1;
  while (at < end && *at == ' ') at++;
  for (; at < end && *at >= '0' && *at <= '9' && value < 1L << 40; at++) value = (value < 0 ? 0 : value) * 10 + (*at - '0');
  return value;
}

enum http_state http_read(const char *bytes, size_t length, struct http_message *message) {
  const char *stop = memmem(bytes, length, "\r\n\r\n", 4);
  if (!stop) return length > 1 << 16 ? HTTP_BAD : HTTP_PARTIAL;
  long body = strncmp(bytes, "HTTP/", 5) == 0 ? -1 : 0;
  const char *line = memchr(bytes, '\n', (size_t)(stop - bytes));
  while (line) {
    line++;
    const char *end = memchr(line, '\r', (size_t)(stop + 1 - line));
    if ((*line | 0x20) == 'c' && begins(line, end, LENGTH, sizeof LENGTH - 1)) body = number(line + sizeof LENGTH - 1, end);
    if ((*line | 0x20) == 't' && begins(line, end, CODING, sizeof CODING - 1)) return HTTP_BAD;
    line = end < stop ? end + 1 : NULL;
  }
  if (body < 0) return HTTP_BAD;
  message->head = (size_t)(stop + 4 - bytes);
  message->body = (size_t)body;
  return message->head + message->body <= length ? HTTP_WHOLE : HTTP_PARTIAL;
}

int http_status(const char *bytes) {
  return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + (bytes[11] - '0');
}
