/*
 * Bytes that come and go on a socket: a growing buffer, shared by the tools.
 *
 * What is read is appended behind `used`; what is done with is taken off the front. Nothing shrinks: a tool of the benchmark
 * lives for a minute, and its buffers are as large as the largest message it met.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>

struct buffer {
  char *bytes;
  size_t used;
  size_t room;
};

/* Ends the tool with a word why. */
_Noreturn void die(const char *why);

/* Makes room for so many bytes behind what is used. */
void buffer_reserve(struct buffer *buffer, size_t more);
/* Appends formatted text of at most 1,023 bytes. */
void buffer_print(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
/* Takes bytes off the front. */
void buffer_drop(struct buffer *buffer, size_t length);
void buffer_free(struct buffer *buffer);

/* Reads once what a socket has; false where it has ended or failed. */
bool buffer_read(struct buffer *buffer, int socket);
/* Writes as much as a socket takes and drops it; false where it failed. */
bool buffer_write(struct buffer *buffer, int socket);

#endif
