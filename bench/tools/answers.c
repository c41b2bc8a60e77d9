/* Results made of a number that is drawn from the params: see answers.h. */
#define _GNU_SOURCE
#include "answers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_BYTES = 4 << 20 };

static uint64_t mixed(uint64_t value, struct span span) {
  for (size_t i = 0; i < span.length; i++) value = (value ^ (uint8_t)span.at[i]) * 0x100000001b3u;
  return value;
}

/* The same for the same params, with or without a height. */
static uint64_t seed_of(struct span params) {
  uint64_t seed = 0xcbf29ce484222325u;
  if (!params.length) return seed;
  if (*params.at != '{') return mixed(seed, params);
  struct span name, value;
  const char *end = params.at + params.length, *at = params.at + 1;
  while ((at = json_member(at, end, &name, &value))) {
    if (!span_is(name, "height")) seed = mixed(mixed(seed, name), value);
  }
  return seed;
}

static size_t size_of(struct span params) {
  static const char key[] = "\"size\":\"0x";
  const char *at = params.length ? memmem(params.at, params.length, key, sizeof key - 1) : NULL;
  if (!at) return 0;
  size_t size = strtoul(at + sizeof key - 1, NULL, 16);
  return size < SIZE_MAX_BYTES ? size : SIZE_MAX_BYTES;
}

/* A list of objects like those of getPReps, until the size is reached. */
static void add_list(struct buffer *out, uint64_t seed, size_t size) {
  size_t begin = out->used;
  buffer_print(out, "{\"blockHeight\":\"0x10\",\"preps\":[");
  for (unsigned place = 1; place == 1 || out->used - begin + 3 < size; place++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    buffer_print(out, "%s{\"address\":\"hx%016lx%016lx%08x\",\"delegated\":\"0x%lx\",\"grade\":\"0x%x\",\"name\":\"P-Rep %u\",\"power\":\"0x%lx\"}",
             place == 1 ? "" : ",", seed, ~seed, place, seed >> 8, place % 3, place, seed >> 4);
  }
  buffer_print(out, "]}");
}

static void add_receipt(struct buffer *out, uint64_t seed) {
  buffer_print(out,
           "{\"blockHash\":\"0x%016lx%016lx%016lx%016lx\",\"blockHeight\":\"0x10\",\"cumulativeStepUsed\":\"0x%lx\",\"eventLogs\":[],"
           "\"status\":\"0x1\",\"stepPrice\":\"0x2e90edd00\",\"stepUsed\":\"0x%lx\",\"to\":\"hx%016lx%016lx%08x\","
           "\"txHash\":\"0x%016lx%016lx%016lx%016lx\",\"txIndex\":\"0x1\"}",
           seed, seed * 3, seed * 5, seed * 7, seed >> 40, seed >> 42, seed * 9, seed * 11, (unsigned)seed, seed * 13, seed * 15, seed * 17,
           seed * 19);
}

bool answer_result(struct buffer *out, const struct call *call) {
  uint64_t seed = seed_of(call->params);
  if (span_is(call->method, "icx_getBalance") || span_is(call->method, "eth_getBalance")) buffer_print(out, "\"0x%lx\"", seed);
  else if (span_is(call->method, "icx_getTotalSupply")) buffer_print(out, "\"0x2961fff8ca4a62327800000\"");
  else if (span_is(call->method, "eth_getBlockTransactionCountByHash")) buffer_print(out, "\"0x%lx\"", seed >> 52);
  else if (span_is(call->method, "icx_getTransactionResult")) add_receipt(out, seed);
  else if (span_is(call->method, "icx_call")) add_list(out, seed, size_of(call->params));
  else return false;
  return true;
}
