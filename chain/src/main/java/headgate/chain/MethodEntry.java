package headgate.chain;

import headgate.chain.method.AnswerHeight;
import headgate.chain.method.CacheKey;
import headgate.chain.method.CacheScope;
import headgate.chain.method.EmbeddedJson;
import headgate.chain.method.FieldPath;
import headgate.chain.method.Lane;
import headgate.chain.method.MethodClass;
import headgate.chain.method.MethodProfile;
import headgate.chain.method.NullMeaning;
import headgate.chain.method.StructPath;
import headgate.chain.yaml.Default;
import headgate.chain.yaml.InvalidKey;
import headgate.chain.yaml.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry below {@code methods}; see {@link MethodProfile} for what the values mean.
 *
 * @param methodClass what it does to the chain
 * @param api the API that offers it; null for the first one
 * @param scope how long an answer holds
 * @param key what distinguishes two calls in the cache
 * @param pin the height parameter that the gateway may fill in
 * @param height a height parameter that the gateway leaves alone
 * @param pinnedAs the method to send with the height instead
 * @param settledAfter blocks until answers about a height hold for ever; null for the profile's
 * @param hash the parameter with the hash of what is asked for
 * @param answerHeight where an answer shows a height
 * @param nullMeans what a result of null says
 * @param aboutTransaction the parameter with the hash of a transaction
 * @param sameEverywhere whether all nodes give the same bytes at one height
 * @param weight what a call costs compared with the cheapest read
 * @param lane the connections it uses; null for its class's
 * @param deadline how long one try may take; null for its lane's
 * @param notAccepted names of errors that prove that a transaction was not accepted
 * @param structs the objects in which keys that differ in case collide; null for the profile's
 * @param breakdown the parameters by whose values statistics are broken down
 * @param headers the request headers of the profile that are forwarded
 * @param answer the result that the gateway gives itself
 */
record MethodEntry(
    @Key("class") MethodClass methodClass,
    @Default("null") @Nullable String api,
    @Default("none") CacheScope scope,
    @Default("params") CacheKey key,
    @Default("null") @Nullable FieldPath pin,
    @Default("null") @Nullable FieldPath height,
    @Default("null") @Nullable String pinnedAs,
    @Default("null") @Nullable Integer settledAfter,
    @Default("null") @Nullable FieldPath hash,
    @Default("null") @Nullable AnswerHeight answerHeight,
    @Default("result") NullMeaning nullMeans,
    @Default("null") @Nullable FieldPath aboutTransaction,
    @Default("true") boolean sameEverywhere,
    @Default("1") int weight,
    @Default("null") @Nullable Lane lane,
    @Default("null") @Nullable Duration deadline,
    @Default("[]") Set<String> notAccepted,
    @Default("null") @Nullable List<StructPath> structs,
    @Default("[]") List<FieldPath> breakdown,
    @Default("[]") Set<String> headers,
    @Default("null") @Nullable String answer) {

  private static final int WEIGHT_MAX = 1_000;

  MethodEntry {
    checkCaching(methodClass, scope, key);
    checkHeights(scope, pin, height, pinnedAs);
    checkClass(methodClass, notAccepted, answer);
    if (settledAfter != null) {
      ProfileFile.checkSettledAfter(settledAfter);
    }
    if (weight < 1 || weight > WEIGHT_MAX) {
      throw new InvalidKey("weight", "has to be 1 to " + WEIGHT_MAX);
    }
    if (deadline != null) {
      Deadlines.check("deadline", deadline);
    }
    EmbeddedJson.check("answer", answer);
  }

  /** The one height parameter, whichever of the two keys names it. */
  @Nullable FieldPath heightParameter() {
    return pin == null ? height : pin;
  }

  private static void checkCaching(MethodClass methodClass, CacheScope scope, CacheKey key) {
    boolean keepable = methodClass == MethodClass.READ || methodClass == MethodClass.WAIT;
    if (scope != CacheScope.NONE && !keepable) {
      throw new InvalidKey("scope", "only answers of class read or wait are kept");
    }
    if (key == CacheKey.METHOD && methodClass != MethodClass.READ) {
      throw new InvalidKey("key", "only parameters of class read are dropped");
    }
  }

  private static void checkHeights(
      CacheScope scope,
      @Nullable FieldPath pin,
      @Nullable FieldPath height,
      @Nullable String pinnedAs) {
    if (pin != null && height != null) {
      throw new InvalidKey("height", "is the same parameter as pin: write one of them");
    }
    if (pinnedAs != null && (pin != null || height != null)) {
      throw new InvalidKey("pinnedAs", "is for methods without a height parameter");
    }
    if ((pin != null || pinnedAs != null) && scope != CacheScope.HEAD) {
      throw new InvalidKey(pin != null ? "pin" : "pinnedAs", "needs scope: head");
    }
  }

  private static void checkClass(
      MethodClass methodClass, Set<String> notAccepted, @Nullable String answer) {
    if (!notAccepted.isEmpty() && methodClass != MethodClass.WRITE) {
      throw new InvalidKey("notAccepted", "is for class write");
    }
    if ((answer == null) == (methodClass == MethodClass.LOCAL)) {
      throw new InvalidKey("answer", "class local needs it, and no other class has it");
    }
  }
}
