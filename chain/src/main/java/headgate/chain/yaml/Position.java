package headgate.chain.yaml;

/**
 * A place in a text file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) {}
