/** What strangers can send, put before a fuzzer; docs/fuzzing.md is its manual. */
@NullMarked
package headgate.fuzz;

import org.jspecify.annotations.NullMarked;
