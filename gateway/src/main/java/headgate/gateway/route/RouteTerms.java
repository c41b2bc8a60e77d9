package headgate.gateway.route;

/**
 * What the plans of one network depend on besides the call and the head.
 *
 * @param pins whether reads that leave their height open are sent with the serving height
 * @param keeps whether answers are kept and shared at all; else each read goes to a node
 * @param frozen whether the chain has ended, as its operator says: then every answer holds for
 *     ever, and nothing can be written or waited for
 */
public record RouteTerms(boolean pins, boolean keeps, boolean frozen) {}
