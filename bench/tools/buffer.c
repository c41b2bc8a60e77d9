/* A growing buffer and its two ways to a socket: see buffer.h. */
#define _GNU_SOURCE
#include "buffer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { READ_ROOM_MIN = 4096, PRINT_MAX = 1024 };

void die(const char *why) {
  fprintf(stderr, "%s: %s%s%s\n", program_invocation_short_name, why, errno ? ": " : "", errno ? strerror(errno) : "");
  exit(2);
}

void buffer_reserve(struct buffer *buffer, size_t more) {
  if (buffer->room - buffer->used >= more) return;
  size_t room = buffer->room ? buffer->room : READ_ROOM_MIN;
  while (room - buffer->used < more) room *= 2;
  char *bytes = realloc(buffer->bytes, room);
  if (!bytes) die("out of memory");
  buffer->bytes = bytes;
  buffer->room = room;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length) {
  buffer_reserve(buffer, length);
  memcpy(buffer->bytes + buffer->used, bytes, length);
  buffer->used += length;
}

void buffer_print(struct buffer *buffer, const char *format, ...) {
  buffer_reserve(buffer, PRINT_MAX);
  va_list values;
  va_start(values, format);
  int length = vsnprintf(buffer->bytes + buffer->used, PRINT_MAX, format, values);
  va_end(values);
  if (length < 0 || length >= PRINT_MAX) die("text too long");
  buffer->used += (size_t)length;
}

void buffer_drop(struct buffer *buffer, size_t length) {
  buffer->used -= length;
  if (buffer->used) memmove(buffer->bytes, buffer->bytes + length, buffer->used);
}

void buffer_free(struct buffer *buffer) {
  free(buffer->bytes);
  *buffer = (struct buffer){0};
}

bool buffer_read(struct buffer *buffer, int socket) {
  if (buffer->room - buffer->used < READ_ROOM_MIN / 2) buffer_reserve(buffer, buffer->room ? buffer->room : READ_ROOM_MIN);
  ssize_t got = recv(socket, buffer->bytes + buffer->used, buffer->room - buffer->used, 0);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  buffer->used += (size_t)got;
  return got > 0;
}

bool buffer_write(struct buffer *buffer, int socket) {
  if (!buffer->used) return true;
  ssize_t sent = send(socket, buffer->bytes, buffer->used, MSG_NOSIGNAL);
  if (sent < 0) return errno == EAGAIN || errno == EINTR;
  buffer_drop(buffer, (size_t)sent);
  return true;
}
