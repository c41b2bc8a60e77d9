/*
 * The floor: what the machine itself asks for a call, before anything is understood of it.
 *
 * `floor answer FILE` gives the bytes of the file as the result of whatever is asked, with the caller's id around it: the least
 * that a cache could do. `floor forward PORT` passes each request on over pooled connections and its answer back: the least that a
 * proxy could do. One thread each, plain sockets and epoll, no look at the JSON but for the id.
 */
#define _GNU_SOURCE
#include "json.h"
#include "server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* ---- the responder */

static struct buffer fixed;

static const char KEY[] = "\"id\":";

/* The next id in a body, by its key alone. */
static const char *next_id(const char *at, const char *end, struct span *id) {
  at = memmem(at, (size_t)(end - at), KEY, sizeof KEY - 1);
  if (!at) return NULL;
  const char *stop = json_skip(at + sizeof KEY - 1, end);
  if (stop) *id = (struct span){at + sizeof KEY - 1, (size_t)(stop - at) - sizeof KEY + 1};
  return stop;
}

static void respond(const char *request, const struct http_message *message, struct buffer *out) {
  static struct buffer body;
  static const char begin[] = "{\"jsonrpc\":\"2.0\",\"result\":";
  const char *at = request + message->head, *end = at + message->body;
  bool batch = at < end && *at == '[';
  struct span id;
  body.used = 0;
  while ((at = next_id(at, end, &id))) {
    if (batch) buffer_add(&body, body.used ? "," : "[", 1);
    buffer_add(&body, begin, sizeof begin - 1);
    buffer_add(&body, fixed.bytes, fixed.used);
    buffer_add(&body, ",\"id\":", 6);
    buffer_add(&body, id.at, id.length);
    buffer_add(&body, "}", 1);
  }
  if (batch) buffer_add(&body, "]", 1);
  server_head(out, 200, body.used);
  buffer_add(out, body.bytes, body.used);
}

/* ---- the forwarder */

enum { EVENTS = 512 };

/* A caller or a connection to the node; the two of one exchange know each other. */
struct side {
  int socket;
  bool upstream;
  bool gone;
  bool full;
  struct side *other;
  struct side *next; /* in the pool */
  struct buffer in;
  struct buffer out;
};

static int poll;
static struct side *pool;
static struct sockaddr_in node;

static struct side *side(int socket, bool upstream) {
  struct side *side = calloc(1, sizeof *side);
  if (!side) die("out of memory");
  side->socket = socket;
  side->upstream = upstream;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = side};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, socket, &event)) die("epoll_ctl");
  return side;
}

static struct side *connected(void) {
  int one = 1, to = socket(AF_INET, SOCK_STREAM, 0);
  if (to < 0 || connect(to, (struct sockaddr *)&node, sizeof node)) die("the node takes no connection");
  setsockopt(to, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return side(to, true);
}

static void flush(struct side *side) {
  if (!buffer_write(&side->out, side->socket)) side->gone = true;
  bool full = side->out.used > 0;
  if (full == side->full) return;
  struct epoll_event event = {.events = full ? EPOLLIN | EPOLLOUT : EPOLLIN, .data.ptr = side};
  if (epoll_ctl(poll, EPOLL_CTL_MOD, side->socket, &event)) die("epoll_ctl");
  side->full = full;
}

/* Moves a whole message from one side to the other. */
static void pass(struct side *from, struct side *to, size_t length) {
  buffer_add(&to->out, from->in.bytes, length);
  buffer_drop(&from->in, length);
  flush(to);
}

static void forward(struct side *caller, size_t length) {
  struct side *taken = pool ? pool : connected();
  if (taken == pool) pool = pool->next;
  taken->other = caller;
  caller->other = taken;
  pass(caller, taken, length);
}

static void give_back(struct side *from, size_t length) {
  struct side *caller = from->other;
  caller->other = NULL;
  from->other = NULL;
  from->next = pool;
  pool = from;
  pass(from, caller, length);
}

static void turn(struct side *side, unsigned events) {
  struct http_message message;
  if (events & EPOLLOUT) flush(side);
  if (events & (EPOLLERR | EPOLLHUP) || !buffer_read(&side->in, side->socket)) side->gone = true;
  if (side->gone) return;
  /* A caller has one request in flight; what it sends before the answer waits in its buffer. */
  while (side->in.used && (side->upstream ? side->other != NULL : side->other == NULL)) {
    enum http_state state = http_read(side->in.bytes, side->in.used, &message);
    if (state == HTTP_BAD) side->gone = true;
    if (state != HTTP_WHOLE) return;
    if (side->upstream) give_back(side, message.head + message.body);
    else forward(side, message.head + message.body);
  }
}

/* A caller that leaves is forgotten; a node that leaves ends the floor, as no measurement could go on. */
static void forget(struct side *side) {
  if (side->upstream) exit(0);
  if (side->other) return; /* its answer is still on its way to it */
  close(side->socket);
  buffer_free(&side->in);
  buffer_free(&side->out);
  free(side);
}

static void accept_all(int listener) {
  int socket;
  while ((socket = server_accept(listener)) >= 0) side(socket, false);
}

static _Noreturn void forward_all(int port) {
  process_begin();
  node = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int listener = server_listen();
  poll = epoll_create1(0);
  struct epoll_event events[EVENTS], first = {.events = EPOLLIN, .data.ptr = NULL};
  if (poll < 0 || epoll_ctl(poll, EPOLL_CTL_ADD, listener, &first)) die("epoll");
  for (;;) {
    int ready = epoll_wait(poll, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      struct side *side = events[i].data.ptr;
      if (!side) accept_all(listener);
      else if (!side->gone) turn(side, events[i].events);
      if (side && side->gone) forget(side);
    }
  }
}

static void read_fixed(const char *name) {
  FILE *file = fopen(name, "r");
  if (!file) die(name);
  do buffer_reserve(&fixed, 65536);
  while ((fixed.used += fread(fixed.bytes + fixed.used, 1, 65536, file)) && !feof(file));
  fclose(file);
}

int main(int count, char **words) {
  if (count == 3 && strcmp(words[1], "answer") == 0) {
    read_fixed(words[2]);
    server_run(respond);
  }
  if (count == 3 && strcmp(words[1], "forward") == 0) forward_all(atoi(words[2]));
  fprintf(stderr, "floor answer FILE | floor forward PORT\n");
  return 2;
}
