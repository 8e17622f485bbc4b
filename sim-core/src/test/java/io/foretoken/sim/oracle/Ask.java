package io.foretoken.sim.oracle;

/**
 * One request of a scenario.
 *
 * @param at when it is sent (open loop), or how long its client thinks before it (closed loop)
 * @param output true output length
 * @param limit declared limit
 * @param prefix number of the prefix that it shares, -1 for none
 * @param prefixTokens tokens of its prompt that are the shared prefix
 * @param turnOf index of an earlier request whose prompt and output begin this prompt, or -1
 * @param tenant of the request, which is its class too
 * @param priority of the request
 * @param due how long after sending it is due, 0 for no deadline
 */
record Ask(
    long at,
    int input,
    int output,
    int limit,
    int prefix,
    int prefixTokens,
    int turnOf,
    int tenant,
    int priority,
    long due) {
  /** A prefix number that says: later requests may continue this one. */
  static final int FIRST_TURN = -2;

  Ask withInput(int fewer) {
    return new Ask(
        at,
        fewer,
        output,
        limit,
        prefix,
        Math.min(prefixTokens, fewer),
        turnOf,
        tenant,
        priority,
        due);
  }

  Ask withOutput(int fewer) {
    return new Ask(
        at,
        input,
        fewer,
        limit - output + fewer,
        prefix,
        prefixTokens,
        turnOf,
        tenant,
        priority,
        due);
  }
}
