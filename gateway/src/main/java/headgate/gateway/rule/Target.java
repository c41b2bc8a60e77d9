package headgate.gateway.rule;

import headgate.chain.method.MethodClass;

/**
 * What a rule can be about: a method of a network, or a kind of stream.
 *
 * @param network the network's name
 * @param name the method's, or the stream's
 * @param methodClass what it does; {@link MethodClass#STREAM} for a stream
 * @param path the name of the API that offers the method; for a stream its own
 */
public record Target(String network, String name, MethodClass methodClass, String path) {}
