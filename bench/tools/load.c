/*
 * The load: asks a peer over keep-alive connections, times each answer and checks all of it.
 *
 * Closed loop: each connection has one request in flight and sends the next with the answer. Open loop (--rate): requests are due
 * at fixed times, and latency counts from when one was due, not from when a connection was free for it, so that a peer that stalls
 * is not spared the requests that it kept waiting. Every answer is read by its Content-Length, and its status, ids, order and results
 * are compared with what the stub node gives.
 *
 * It steps with its caller, so that CPU time is read around the traffic alone: "ready" when all connections are open, a line on
 * stdin begins, a line of JSON when the traffic is over, the end of stdin closes the connections.
 */
#define _GNU_SOURCE
#include "cases.h"
#include "histogram.h"
#include "http.h"
#include "server.h"

#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 512, CONNECTIONS_MAX = 4096, DRAIN_SECONDS = 5 };
static const uint64_t SECOND = 1000000000u;

struct connection {
  int socket;
  bool busy;
  uint64_t since; /* when the request was sent, or was due */
  struct buffer in;
  struct buffer out;
  struct exchange exchange;
};

static struct {
  int port, connections, idle;
  double seconds;
  unsigned long rate, requests;
  const char *path, *file;
  struct terms terms;
} options = {.connections = 64, .seconds = 1, .path = "/api/v3", .terms = {.seed = 1, .addresses = 200}};

static struct connection connections[CONNECTIONS_MAX];
static struct connection *idle[CONNECTIONS_MAX];
static int poll, idle_count, in_flight;
static unsigned long sent, calls, wrong[VERDICTS], lost;
static struct histogram latencies;
static uint64_t begin, stop, last;

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

static int connected(void) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons((unsigned short)options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int one = 1, to = socket(AF_INET, SOCK_STREAM, 0);
  if (to < 0 || connect(to, (struct sockaddr *)&address, sizeof address)) die("the peer takes no connection");
  setsockopt(to, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  return to;
}

static void open_connection(struct connection *connection) {
  connection->socket = connected();
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  if (epoll_ctl(poll, EPOLL_CTL_ADD, connection->socket, &event)) die("epoll_ctl");
}

/* The head that a client library sends. A request fits the socket's buffer, so the write is let block. */
static void send_request(struct connection *connection, uint64_t since) {
  cases_next(&connection->exchange);
  buffer_print(&connection->out,
               "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: headgate-bench/1\r\nAccept: */*\r\n"
               "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
               options.path, options.port, connection->exchange.body.used);
  buffer_add(&connection->out, connection->exchange.body.bytes, connection->exchange.body.used);
  connection->busy = true;
  connection->since = since;
  in_flight++;
  sent++;
  while (connection->out.used && buffer_write(&connection->out, connection->socket));
}

/* Whether another request may begin. */
static bool may_send(uint64_t time) {
  return time < stop && (!options.requests || sent < options.requests);
}

static uint64_t due(void) {
  return begin + (uint64_t)((double)sent * 1e9 / (double)options.rate);
}

/* Open loop: sends what is due while there are connections; what finds none is sent later and counts from when it was due. */
static void send_due(uint64_t time) {
  while (idle_count && due() <= time && due() < stop && (!options.requests || sent < options.requests)) {
    send_request(idle[--idle_count], due());
  }
}

static void next(struct connection *connection, uint64_t time) {
  connection->busy = false;
  in_flight--;
  if (options.rate) {
    idle[idle_count++] = connection;
    send_due(time);
  } else if (may_send(time)) {
    send_request(connection, time);
  }
}

static void complain(enum verdict verdict, const struct connection *connection) {
  static const char *const words[VERDICTS] = {"right", "wrong status", "wrong framing", "wrong id", "wrong result"};
  if (wrong[verdict]++) return;
  fprintf(stderr, "load: %s: asked %.*s\n  answered %.*s\n", words[verdict], (int)(connection->exchange.body.used % 2000),
          connection->exchange.body.bytes, (int)(connection->in.used % 2000), connection->in.bytes);
}

static void lose(struct connection *connection, uint64_t time) {
  lost++;
  close(connection->socket);
  connection->in.used = connection->out.used = 0;
  bool was_busy = connection->busy;
  open_connection(connection);
  if (was_busy) next(connection, time);
}

static void receive(struct connection *connection) {
  struct http_message message;
  bool open = buffer_read(&connection->in, connection->socket);
  uint64_t time = now();
  enum http_state state = connection->in.used ? http_read(connection->in.bytes, connection->in.used, &message) : HTTP_PARTIAL;
  if (state == HTTP_BAD || (state == HTTP_WHOLE && !connection->busy)) complain(WRONG_FRAME, connection);
  if (!open || state == HTTP_BAD || (state == HTTP_WHOLE && !connection->busy)) {
    lose(connection, time);
    return;
  }
  if (state == HTTP_PARTIAL) return;
  histogram_add(&latencies, time > connection->since ? time - connection->since : 0);
  last = time;
  calls += (unsigned long)connection->exchange.calls;
  enum verdict verdict = http_status(connection->in.bytes) == 200
                             ? cases_judge(&connection->exchange, connection->in.bytes + message.head, message.body)
                             : WRONG_STATUS;
  if (verdict != RIGHT) complain(verdict, connection);
  buffer_drop(&connection->in, message.head + message.body);
  next(connection, time);
}

/* A timer that wakes the loop for each request that is due. */
static int metronome(void) {
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  long nanos = (long)(SECOND / options.rate);
  struct itimerspec times = {.it_interval = {nanos / 1000000000, nanos % 1000000000}, .it_value = {0, 1}};
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  if (timer < 0 || timerfd_settime(timer, 0, &times, NULL) || epoll_ctl(poll, EPOLL_CTL_ADD, timer, &event)) die("timer");
  return timer;
}

static void run(void) {
  struct epoll_event events[EVENTS];
  int timer = -1;
  begin = last = now();
  stop = begin + (uint64_t)(options.seconds * 1e9);
  if (options.rate) timer = metronome();
  for (int i = 0; i < options.connections; i++) {
    if (options.rate) idle[idle_count++] = &connections[i];
    else if (may_send(begin)) send_request(&connections[i], now());
  }
  for (uint64_t time = begin; (in_flight || may_send(time)) && time < stop + DRAIN_SECONDS * SECOND; time = now()) {
    int ready = epoll_wait(poll, events, EVENTS, 100);
    for (int i = 0; i < ready; i++) {
      uint64_t ticks;
      if (events[i].data.ptr) receive(events[i].data.ptr);
      else if (read(timer, &ticks, sizeof ticks) > 0) send_due(now());
    }
  }
}

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static void report(double cpu) {
  unsigned long errors = lost + (unsigned long)in_flight;
  for (int i = RIGHT + 1; i < VERDICTS; i++) errors += wrong[i];
  printf("{\"requests\":%lu,\"calls\":%lu,\"seconds\":%.6f,\"errors\":%lu,\"wrongStatus\":%lu,\"wrongFrame\":%lu,\"wrongId\":%lu,"
         "\"wrongResult\":%lu,\"lost\":%lu,\"unanswered\":%d,\"cpuSeconds\":%.6f,",
         latencies.total, calls, (double)(last - begin) / 1e9, errors, wrong[WRONG_STATUS], wrong[WRONG_FRAME], wrong[WRONG_ID],
         wrong[WRONG_RESULT], lost, in_flight, cpu);
  printf("\"p50Micros\":%.1f,\"p99Micros\":%.1f,\"p999Micros\":%.1f,\"maxMicros\":%.1f}\n", (double)histogram_at(&latencies, 0.5) / 1e3,
         (double)histogram_at(&latencies, 0.99) / 1e3, (double)histogram_at(&latencies, 0.999) / 1e3, (double)latencies.max / 1e3);
  fflush(stdout);
}

static _Noreturn void usage(void) {
  fprintf(stderr,
          "load --port P --case FILE [--connections N] [--seconds S] [--requests N] [--rate PER_SECOND] [--idle N] [--path P]\n"
          "     [--seed N] [--addresses N] [--result FILE] [--any-id]\n");
  exit(2);
}

static void read_options(int count, char **words) {
  static const struct option known[] = {
      {"port", 1, 0, 'p'},    {"case", 1, 0, 'f'}, {"connections", 1, 0, 'c'}, {"seconds", 1, 0, 's'}, {"requests", 1, 0, 'n'},
      {"rate", 1, 0, 'r'},    {"idle", 1, 0, 'i'}, {"path", 1, 0, 'u'},        {"seed", 1, 0, 'd'},    {"addresses", 1, 0, 'a'},
      {"result", 1, 0, 'R'}, {"any-id", 0, 0, 'A'}, {0}};
  for (int word; (word = getopt_long(count, words, "", known, NULL)) != -1;) {
    switch (word) {
      case 'p': options.port = atoi(optarg); break;
      case 'f': options.file = optarg; break;
      case 'c': options.connections = atoi(optarg); break;
      case 's': options.seconds = atof(optarg); break;
      case 'n': options.requests = strtoul(optarg, NULL, 10); break;
      case 'r': options.rate = strtoul(optarg, NULL, 10); break;
      case 'i': options.idle = atoi(optarg); break;
      case 'u': options.path = optarg; break;
      case 'd': options.terms.seed = strtoul(optarg, NULL, 10); break;
      case 'a': options.terms.addresses = strtoul(optarg, NULL, 10); break;
      case 'R': options.terms.result = optarg; break;
      case 'A': options.terms.any_id = true; break;
      default: usage();
    }
  }
  if (!options.port || !options.file || options.connections < 1 || options.connections > CONNECTIONS_MAX || options.seconds <= 0 ||
      !options.terms.seed || !options.terms.addresses) usage();
}

int main(int count, char **words) {
  char line[16];
  read_options(count, words);
  process_begin();
  cases_read(options.file, &options.terms);
  if ((poll = epoll_create1(0)) < 0) die("epoll_create");
  for (int i = 0; i < options.idle; i++) connected();
  for (int i = 0; i < options.connections; i++) open_connection(&connections[i]);
  puts("ready");
  fflush(stdout);
  if (!fgets(line, sizeof line, stdin)) return 0;
  double before = cpu_seconds();
  run();
  report(cpu_seconds() - before);
  while (fgets(line, sizeof line, stdin));
  return 0;
}
