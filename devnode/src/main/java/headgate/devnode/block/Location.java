package headgate.devnode.block;

/** Where a transaction stands: the height of its block and its place in it. */
public record Location(long height, int index) {}
