package io.foretoken.sim.replica.cohort;

/**
 * A recount of a rank's cohort, sequence by sequence, to hold its sums against.
 *
 * @param block tokens per block
 * @param rows rows of the cohort
 * @param context tokens stored for them
 * @param due rows that need a block in the next step
 */
record RankRecount(int block, int rows, long context, int due) {

  /** Counts a row in. */
  RankRecount with(int computed) {
    return new RankRecount(
        block, rows + 1, context + computed, due + (computed % block == 0 ? 1 : 0));
  }

  /** I6. */
  void check(DecodeCohort cohort) {
    expect("I6: rows of the cohort", cohort.rows(), rows);
    expect("I6: context of the cohort", cohort.context(), context);
    expect("I6: blocks due", cohort.blocksDue(), due);
  }

  /** Two counts of the same thing. */
  static void expect(String what, long kept, long counted) {
    if (kept != counted) {
      throw new IllegalStateException(what + ": " + kept + " kept, " + counted + " counted");
    }
  }
}
