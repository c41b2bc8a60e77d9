/*
 * A keep-alive HTTP server on one thread, as small as it goes: the stub node and the floor's responder are built on it.
 *
 * One read per readiness, every whole request in it answered, one write: nothing a server of this shape could leave out.
 */
#ifndef SERVER_H
#define SERVER_H

#include "buffer.h"
#include "http.h"

/* Appends a whole HTTP response to a whole request. */
typedef void server_answer(const char *request, const struct http_message *message, struct buffer *out);

/* Listens on a free port of the loopback, prints "port N", and serves until it is ended or its parent is. */
_Noreturn void server_run(server_answer *answer);

/* A listening socket on a free port of the loopback that does not block; prints "port N". */
int server_listen(void);
/* The next caller's socket, not blocking and without delay; -1 where there is none. */
int server_accept(int listener);
/* Lets the process open as many sockets as it may, and end with its parent. */
void process_begin(void);

/* Appends a response's head for a body of so many bytes. */
void server_head(struct buffer *out, int status, size_t body);

#endif
