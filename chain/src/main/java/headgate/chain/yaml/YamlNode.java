package headgate.chain.yaml;

/** A value of a YAML file that remembers where it stands. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {

  /** Where the value begins. */
  Position at();
}
