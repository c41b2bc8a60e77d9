/*
 * What the stub node answers: a function of the call's method and params alone, so that load knows each answer without asking.
 *
 * The height in the params is left out of it: a gateway may write one in, and the answer to a caller who left it open stays
 * the same. A size in the params of an icx_call (`"size":"0x1000"`) gives a result of about that many bytes.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "buffer.h"
#include "json.h"

#include <stdbool.h>

/* Appends the result; false where the method is none of those that have a fixed answer. */
bool answer_result(struct buffer *out, const struct call *call);

#endif
