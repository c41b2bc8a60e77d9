/* Bodies from a case file, and the judgement of answers: see cases.h. */
#define _GNU_SOURCE
#include "cases.h"

#include "answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 4096, TURNS_MAX = 65536 };

static char *lines[LINES_MAX];
static unsigned short turns[TURNS_MAX]; /* the lines in the order in which they come, over and over */
static unsigned line_count, turn_count;
static struct terms terms;
static struct buffer only; /* the one result, where there is one */
static uint64_t made, ids, addresses, fresh;

static uint64_t scrambled(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

static void add_line(char *text) {
  char *body;
  unsigned weight = (unsigned)strtoul(text, &body, 10);
  if (*body != '\t' || !weight || line_count == LINES_MAX || turn_count + weight > TURNS_MAX) die("a case line wants a weight, a tab and a body");
  lines[line_count] = strdup(body + 1);
  while (weight--) turns[turn_count++] = (unsigned short)line_count;
  line_count++;
}

/* The same order in each run, with the kinds well mixed. */
static void shuffle(void) {
  for (unsigned i = turn_count; i > 1; i--) {
    unsigned other = (unsigned)(scrambled(i) % i);
    unsigned short kept = turns[i - 1];
    turns[i - 1] = turns[other];
    turns[other] = kept;
  }
}

static void read_whole(struct buffer *into, const char *name) {
  FILE *file = fopen(name, "r");
  if (!file) die(name);
  do buffer_reserve(into, 65536);
  while ((into->used += fread(into->bytes + into->used, 1, 65536, file)) && !feof(file));
  fclose(file);
}

void cases_read(const char *file, const struct terms *wanted) {
  struct buffer text = {0};
  terms = *wanted;
  if (terms.result) read_whole(&only, terms.result);
  read_whole(&text, file);
  buffer_add(&text, "", 1);
  for (char *rest = text.bytes, *line; (line = strsep(&rest, "\n"));) {
    if (*line) add_line(line);
  }
  buffer_free(&text);
  if (!turn_count) die("the case is empty");
  shuffle();
}

static void add_id(struct exchange *exchange) {
  if (exchange->calls == CALLS_MAX) die("too many calls in a batch");
  struct expected *answer = &exchange->answers[exchange->calls++];
  uint64_t id = 1000000 + ids++;
  answer->id_length = (size_t)snprintf(answer->id, ID_MAX, id % 2 ? "%lu" : "\"c%lu\"", id);
  buffer_add(&exchange->body, answer->id, answer->id_length);
}

/* An address that no other seed or number gives. */
static void add_address(struct exchange *exchange, uint64_t seed, uint64_t number) {
  uint64_t drawn = scrambled(seed * 0x9e3779b97f4a7c15u + number + 1);
  buffer_print(&exchange->body, "%016lx%08lx%016lx", drawn, seed & 0xffffffff, number);
}

static void add_body(struct exchange *exchange, const char *text) {
  for (const char *mark; (mark = strchr(text, '%')); ) {
    buffer_add(&exchange->body, text, (size_t)(mark - text));
    if (strncmp(mark, "%ID%", 4) == 0) add_id(exchange), text = mark + 4;
    else if (strncmp(mark, "%ADDRESS%", 9) == 0) add_address(exchange, 0, addresses++ % terms.addresses), text = mark + 9;
    else if (strncmp(mark, "%FRESH%", 7) == 0) add_address(exchange, terms.seed, fresh++), text = mark + 7;
    else buffer_add(&exchange->body, mark, 1), text = mark + 1;
  }
  buffer_add(&exchange->body, text, strlen(text));
}

/* Works out what the node gives for each call of the body. */
static void expect(struct exchange *exchange) {
  const char *at = exchange->body.bytes + exchange->batch, *end = exchange->body.bytes + exchange->body.used;
  struct call call;
  for (int i = 0; i < exchange->calls; i++) {
    struct expected *answer = &exchange->answers[i];
    if (!(at = json_call(at, end, &call))) die("a body of the case is no call");
    answer->at = exchange->results.used;
    if (!answer_result(&exchange->results, &call)) die("a call of the case that the stub node cannot answer");
    answer->length = exchange->results.used - answer->at;
    at = json_blanks(at, end);
    if (at < end && *at == ',') at++;
  }
}

void cases_next(struct exchange *exchange) {
  const char *text = lines[turns[made++ % turn_count]];
  exchange->body.used = 0;
  exchange->results.used = 0;
  exchange->calls = 0;
  exchange->batch = *text == '[';
  add_body(exchange, text);
  if (!terms.result) expect(exchange);
}

static struct span wanted_result(const struct exchange *exchange, const struct expected *answer) {
  if (terms.result) return (struct span){only.bytes, only.used};
  return (struct span){exchange->results.bytes + answer->at, answer->length};
}

/* Judges one answer; moves `at` behind it. */
static enum verdict judge_one(const struct exchange *exchange, const struct expected *answer, const char **at, const char *end) {
  struct span wanted = wanted_result(exchange, answer), name;
  bool id = terms.any_id, result = false;
  const char *value, *next = json_blanks(*at, end);
  if (next >= end || *next++ != '{') return WRONG_RESULT;
  while ((value = json_key(next, end, &name))) {
    next = NULL;
    if (span_is(name, "result") && (size_t)(end - value) > wanted.length && memcmp(value, wanted.at, wanted.length) == 0) {
      result = true;
      next = value + wanted.length;
    } else if ((next = json_skip(value, end)) && span_is(name, "id")) {
      id |= (size_t)(next - value) == answer->id_length && memcmp(value, answer->id, answer->id_length) == 0;
    }
    if (!next) return WRONG_RESULT;
    *at = next;
  }
  *at = json_blanks(*at, end);
  if (*at >= end || *(*at)++ != '}' || !result) return WRONG_RESULT;
  return id ? RIGHT : WRONG_ID;
}

enum verdict cases_judge(const struct exchange *exchange, const char *body, size_t length) {
  const char *at = json_blanks(body, body + length), *end = body + length;
  if (exchange->batch && (at >= end || *at++ != '[')) return WRONG_RESULT;
  for (int i = 0; i < exchange->calls; i++) {
    if (i > 0 && (at >= end || *at++ != ',')) return WRONG_RESULT;
    enum verdict verdict = judge_one(exchange, &exchange->answers[i], &at, end);
    if (verdict != RIGHT) return verdict;
    at = json_blanks(at, end);
  }
  if (exchange->batch && (at >= end || *at++ != ']')) return WRONG_RESULT;
  return json_blanks(at, end) == end ? RIGHT : WRONG_RESULT;
}
