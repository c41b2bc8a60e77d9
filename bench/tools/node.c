/*
 * The stub node: answers like a goloop node, as fast as one thread can, and counts what it was asked.
 *
 * For a gateway that looks before it asks it is one healthy node whose chain grows by a block every two seconds: it knows
 * icx_getNetworkInfo and blocks by height, each of which names the one before it; for gateways that know Ethereum alone it has
 * the same chain under those names. What load asks is answered by answers.c.
 * GET /count gives the calls by method as JSON; calls in a batch count one by one.
 */
#define _GNU_SOURCE
#include "answers.h"
#include "server.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { METHODS = 32, NAME_MAX_BYTES = 48, FIRST_HEIGHT = 1000000, INTERVAL_SECONDS = 2 };

struct count {
  char method[NAME_MAX_BYTES];
  unsigned long calls;
};

static struct count counts[METHODS];
static unsigned long requests;
static time_t began;
static struct buffer body;

static void count(struct span method) {
  for (int i = 0; i < METHODS; i++) {
    if (!counts[i].calls) memcpy(counts[i].method, method.at, method.length < NAME_MAX_BYTES ? method.length : NAME_MAX_BYTES - 1);
    if (span_is(method, counts[i].method)) {
      counts[i].calls++;
      return;
    }
  }
}

static long head(void) {
  return FIRST_HEIGHT + (time(NULL) - began) / INTERVAL_SECONDS;
}

static void add_block(struct buffer *out, long height) {
  long micros = (began + (height - FIRST_HEIGHT) * INTERVAL_SECONDS) * 1000000L;
  buffer_print(out,
            "{\"block_hash\":\"%064lx\",\"confirmed_transaction_list\":[],\"height\":%ld,\"merkle_tree_root_hash\":\"\","
            "\"peer_id\":\"hx%040lx\",\"prev_block_hash\":\"%064lx\",\"signature\":\"\",\"time_stamp\":%ld,\"version\":\"2.0\"}",
            height, height, 1L, height - 1, micros);
}

static long height_in(struct span params) {
  static const char key[] = "\"height\":\"0x";
  const char *at = params.length ? memmem(params.at, params.length, key, sizeof key - 1) : NULL;
  return at ? strtol(at + sizeof key - 1, NULL, 16) : -1;
}

static void add_ethereum_block(struct buffer *out) {
  long height = head();
  buffer_print(out, "{\"number\":\"0x%lx\",\"hash\":\"0x%064lx\",\"parentHash\":\"0x%064lx\",\"timestamp\":\"0x%lx\",\"transactions\":[]}",
               height, height, height - 1, began + (height - FIRST_HEIGHT) * INTERVAL_SECONDS);
}

static bool add_ethereum_chain(struct buffer *out, const struct call *call) {
  if (span_is(call->method, "eth_chainId")) buffer_print(out, "\"0x1\"");
  else if (span_is(call->method, "net_version")) buffer_print(out, "\"1\"");
  else if (span_is(call->method, "eth_syncing")) buffer_print(out, "false");
  else if (span_is(call->method, "eth_blockNumber")) buffer_print(out, "\"0x%lx\"", head());
  else if (span_is(call->method, "eth_getBlockByNumber")) add_ethereum_block(out);
  else return false;
  return true;
}

/* The chain's own methods, which change with the time; false where it is another one. */
static bool add_chain(struct buffer *out, const struct call *call) {
  if (span_is(call->method, "icx_getNetworkInfo")) {
    buffer_print(out, "{\"platform\":\"icon\",\"nid\":\"0x1\",\"channel\":\"icon_dex\",\"earliest\":\"0x0\",\"latest\":\"0x%lx\",\"stepPrice\":\"0x2e90edd00\"}",
              head());
  } else if (span_is(call->method, "icx_getLastBlock")) {
    add_block(out, head());
  } else if (span_is(call->method, "icx_getBlockByHeight") && height_in(call->params) >= 0 && height_in(call->params) <= head()) {
    add_block(out, height_in(call->params));
  } else {
    return add_ethereum_chain(out, call);
  }
  return true;
}

static void add_answer(struct buffer *out, const struct call *call) {
  static const char begin[] = "{\"jsonrpc\":\"2.0\",\"result\":";
  count(call->method);
  size_t from = out->used;
  buffer_add(out, begin, sizeof begin - 1);
  if (!answer_result(out, call) && !add_chain(out, call)) {
    out->used = from;
    buffer_print(out, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-31004,\"message\":\"NotFound: no answer for %.*s\"}", (int)call->method.length,
              call->method.at);
  }
  buffer_add(out, ",\"id\":", 6);
  buffer_add(out, call->id.at, call->id.length);
  buffer_add(out, "}", 1);
}

static void add_counts(struct buffer *out) {
  buffer_print(out, "{\"requests\":%lu", requests);
  for (int i = 0; i < METHODS && counts[i].calls; i++) buffer_print(out, ",\"%s\":%lu", counts[i].method, counts[i].calls);
  buffer_print(out, "}\n");
}

/* Fills the body; the status. */
static int answer_calls(const char *at, const char *end) {
  struct call call;
  at = json_blanks(at, end);
  bool batch = at < end && *at == '[';
  requests++;
  if (batch) buffer_add(&body, "[", 1);
  for (const char *next = batch ? at + 1 : at; (next = json_call(next, end, &call)); next += *next == ',') {
    if (batch && body.used > 1) buffer_add(&body, ",", 1);
    add_answer(&body, &call);
    next = json_blanks(next, end);
    if (next >= end || *next != ',') break;
  }
  int status = body.used > (size_t)batch ? 200 : 400;
  buffer_add(&body, batch ? "]\n" : "\n", batch ? 2 : 1);
  return status == 200 && !batch && memmem(body.bytes, body.used < 64 ? body.used : 64, "\"error\"", 7) ? 400 : status;
}

static void answer(const char *request, const struct http_message *message, struct buffer *out) {
  int status = 404;
  body.used = 0;
  if (strncmp(request, "POST ", 5) == 0) status = answer_calls(request + message->head, request + message->head + message->body);
  else if (strncmp(request, "GET /count ", 11) == 0) status = 200, add_counts(&body);
  server_head(out, status, body.used);
  buffer_add(out, body.bytes, body.used);
}

int main(void) {
  began = time(NULL);
  server_run(answer);
}
