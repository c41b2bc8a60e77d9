/* A keep-alive HTTP server on one thread: see server.h. */
#define _GNU_SOURCE
#include "server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { EVENTS = 512, BACKLOG = 16384 };

struct connection {
  int socket;
  bool full; /* the socket took not all of `out` */
  struct buffer in;
  struct buffer out;
};

void process_begin(void) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
}

int server_listen(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, length) || listen(listener, BACKLOG)) die("listen");
  if (getsockname(listener, (struct sockaddr *)&address, &length)) die("getsockname");
  printf("port %d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

int server_accept(int listener) {
  int one = 1, socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (socket >= 0) setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return socket;
}

void server_head(struct buffer *out, int status, size_t body) {
  buffer_reserve(out, 256);
  out->used += (size_t)sprintf(out->bytes + out->used,
                               "HTTP/1.1 %d %s\r\nContent-Type: application/json; charset=UTF-8\r\nVary: Origin\r\n"
                               "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\nContent-Length: %zu\r\n\r\n",
                               status, status == 200 ? "OK" : "Not OK", body);
}

static void watch(int poll, int how, struct connection *connection, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = connection};
  if (epoll_ctl(poll, how, connection->socket, &event)) die("epoll_ctl");
}

static void accept_all(int poll, int listener) {
  int socket;
  while ((socket = server_accept(listener)) >= 0) {
    struct connection *connection = calloc(1, sizeof *connection);
    if (!connection) die("out of memory");
    connection->socket = socket;
    watch(poll, EPOLL_CTL_ADD, connection, EPOLLIN);
  }
}

static void end(struct connection *connection) {
  close(connection->socket);
  buffer_free(&connection->in);
  buffer_free(&connection->out);
  free(connection);
}

/* Answers each whole request; false where one is not HTTP. */
static bool answer_all(struct connection *connection, server_answer *answer) {
  size_t done = 0;
  struct http_message message;
  enum http_state state = HTTP_PARTIAL;
  while (done < connection->in.used) {
    const char *request = connection->in.bytes + done;
    state = http_read(request, connection->in.used - done, &message);
    if (state != HTTP_WHOLE) break;
    answer(request, &message, &connection->out);
    done += message.head + message.body;
  }
  buffer_drop(&connection->in, done);
  return state != HTTP_BAD;
}

/* Whether the connection goes on. */
static bool serve(int poll, struct connection *connection, unsigned events, server_answer *answer) {
  if (events & EPOLLIN && (!buffer_read(&connection->in, connection->socket) || !answer_all(connection, answer))) return false;
  if (events & (EPOLLERR | EPOLLHUP) || !buffer_write(&connection->out, connection->socket)) return false;
  bool full = connection->out.used > 0;
  if (full != connection->full) watch(poll, EPOLL_CTL_MOD, connection, full ? EPOLLIN | EPOLLOUT : EPOLLIN);
  connection->full = full;
  return true;
}

void server_run(server_answer *answer) {
  process_begin();
  int listener = server_listen(), poll = epoll_create1(0);
  struct epoll_event events[EVENTS], first = {.events = EPOLLIN, .data.ptr = NULL};
  if (poll < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, listener, &first)) die("epoll");
  for (;;) {
    int ready = epoll_wait(poll, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      struct connection *connection = events[i].data.ptr;
      if (!connection) accept_all(poll, listener);
      else if (!serve(poll, connection, events[i].events, answer)) end(connection);
    }
  }
}
