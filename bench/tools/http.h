/*
 * HTTP/1.1 as these tools speak it to each other and to what they measure: a head, a Content-Length and a body.
 *
 * Chunked bodies are not read: each peer here sends a length, and one that did not would be counted as an error by load.
 */
#ifndef HTTP_H
#define HTTP_H

#include <stddef.h>

enum http_state { HTTP_PARTIAL, HTTP_WHOLE, HTTP_BAD };

struct http_message {
  size_t head; /* bytes of the head with its empty line */
  size_t body; /* bytes of the body */
};

/* Reads the message that begins at `bytes`: not all there, whole, or framed otherwise than with a length. A request without
   a length is one without a body; an answer without one is bad. */
enum http_state http_read(const char *bytes, size_t length, struct http_message *message);

/* The status of an answer that http_read has found whole. */
int http_status(const char *bytes);

#endif
