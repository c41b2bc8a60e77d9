package headgate.gateway.observe.access;

/**
 * One line on its way to be written.
 *
 * @param request what all lines of its request say
 * @param item the call's place in its batch, {@link #SINGLE} where the request was none
 * @param call what is said of the call
 * @param endedNanos when it ended, on the gateway's clock
 * @param weight for how many of its kind it stands
 * @param alike for how many calls of its batch it stands
 */
record AccessLine(
    RequestAccess request, int item, CallLine call, long endedNanos, int weight, int alike) {
  static final int SINGLE = -1;
}
