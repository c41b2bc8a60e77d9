package headgate.chain.method;

import headgate.chain.yaml.Default;
import org.jspecify.annotations.Nullable;

/**
 * An object in the parameters that the node reads into a structure, where keys that differ only in
 * case mean the same; two such keys are refused there.
 *
 * @param path where the object stands in the parameters
 * @param when the parameter whose presence makes the object a structure; null if it always is one
 */
public record StructPath(FieldPath path, @Default("null") @Nullable FieldPath when) {}
