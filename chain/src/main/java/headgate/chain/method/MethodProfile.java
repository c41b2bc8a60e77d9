package headgate.chain.method;

import headgate.chain.error.NodeError;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway knows about one method; every default is filled in.
 *
 * @param index the method's number in its {@link MethodTable}
 * @param name the method as callers write it
 * @param api the API that offers it
 * @param methodClass what it does to the chain
 * @param lane the connections it uses
 * @param deadline how long one try may take
 * @param weight what a call costs compared with the cheapest read; 1 to 1000
 * @param scope how long an answer holds
 * @param key what distinguishes two calls in the cache
 * @param height the height parameter, optional or not; null if there is none
 * @param pinned whether the gateway may fill in the height parameter where the caller left it open
 * @param pinnedAs the method to send with the height instead of this one, giving the same bytes
 * @param settledAfter how many blocks have to follow a height before answers about it hold for ever
 * @param hash the parameter with the hash of what is asked for
 * @param answerHeight where an answer shows a height
 * @param nullMeans what a result of null says
 * @param aboutTransaction the parameter with the hash of a transaction
 * @param sameEverywhere whether all nodes give the same bytes at one height
 * @param notAccepted the errors that prove that a transaction was not accepted
 * @param structs the objects in which keys that differ in case collide
 * @param breakdown the parameters by whose values statistics are broken down
 * @param headers the request headers of the profile that are forwarded
 * @param answer the result in JSON that the gateway gives itself; only where the class is LOCAL
 */
public record MethodProfile(
    int index,
    String name,
    String api,
    MethodClass methodClass,
    Lane lane,
    Duration deadline,
    int weight,
    CacheScope scope,
    CacheKey key,
    @Nullable FieldPath height,
    boolean pinned,
    @Nullable String pinnedAs,
    int settledAfter,
    @Nullable FieldPath hash,
    @Nullable AnswerHeight answerHeight,
    NullMeaning nullMeans,
    @Nullable FieldPath aboutTransaction,
    boolean sameEverywhere,
    Set<NodeError> notAccepted,
    List<StructPath> structs,
    List<FieldPath> breakdown,
    Set<String> headers,
    @Nullable String answer) {

  /** Copies the collections, so that the profile stays as it is. */
  public MethodProfile {
    notAccepted = Set.copyOf(notAccepted);
    structs = List.copyOf(structs);
    breakdown = List.copyOf(breakdown);
    headers = Set.copyOf(headers);
  }
}
