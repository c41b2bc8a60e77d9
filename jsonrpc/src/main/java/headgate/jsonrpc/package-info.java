/**
 * The words of JSON-RPC 2.0 over bytes.
 *
 * <p>Requests: {@link headgate.jsonrpc.EnvelopeReader} turns a body into {@link
 * headgate.jsonrpc.Envelopes}, {@link headgate.jsonrpc.FieldFinder} looks into the params, {@link
 * headgate.jsonrpc.CanonicalEnvelope} writes what a node gets. Answers: {@link
 * headgate.jsonrpc.AnswerReader} reads a node's, {@link headgate.jsonrpc.RpcError} writes one of
 * ours. Whatever is read stays a span of its array.
 */
@NullMarked
package headgate.jsonrpc;

import org.jspecify.annotations.NullMarked;
