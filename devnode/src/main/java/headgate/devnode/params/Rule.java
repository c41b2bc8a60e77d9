package headgate.devnode.params;

import java.util.regex.Pattern;

/** A rule for the text of a field, with the name by which a node's message calls it. */
public enum Rule {
  REQUIRED("required", Pattern.compile("(?s).+")),
  VERSION("version", Pattern.compile("2\\.0")),
  INT("t_int", Pattern.compile("0x(0|[1-9a-f][0-9a-f]*)")),
  HASH("t_hash", Pattern.compile("0x[0-9a-f]{64}")),
  ADDRESS("t_addr", Pattern.compile("[hc]x[0-9a-f]{40}")),
  ACCOUNT("t_addr_eoa", Pattern.compile("hx[0-9a-f]{40}")),
  CONTRACT("t_addr_score", Pattern.compile("cx[0-9a-f]{40}")),
  SIGNATURE(
      "t_sig", Pattern.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")),
  CALL("call", Pattern.compile("call")),
  DATA_TYPE("call|deploy|message|deposit", Pattern.compile("call|deploy|message|deposit"));

  private final String tag;
  private final Pattern pattern;

  Rule(String tag, Pattern pattern) {
    this.tag = tag;
    this.pattern = pattern;
  }

  public String tag() {
    return tag;
  }

  public boolean allows(String text) {
    return pattern.matcher(text).matches();
  }
}
