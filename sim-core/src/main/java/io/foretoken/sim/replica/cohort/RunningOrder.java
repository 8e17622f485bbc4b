package io.foretoken.sim.replica.cohort;

/**
 * A running list by index, for the length of one scheduling decision; made when first asked for.
 */
final class RunningOrder {
  private final RunningList running;
  private int[] sequences = new int[64];
  private boolean isCurrent;

  RunningOrder(RunningList running) {
    this.running = running;
  }

  /** A new decision begins. */
  void forget() {
    isCurrent = false;
  }

  /** The sequence at an index. */
  int at(int index) {
    if (!isCurrent) {
      read();
    }
    return sequences[index];
  }

  /** The sequence at an index is about to leave. */
  void remove(int index) {
    System.arraycopy(sequences, index + 1, sequences, index, running.size() - index - 1);
  }

  private void read() {
    isCurrent = true;
    if (sequences.length < running.size()) {
      sequences = new int[Math.max(running.size(), 2 * sequences.length)];
    }
    int index = 0;
    int sequence = running.head();
    while (sequence != RunningList.NONE) {
      sequences[index++] = sequence;
      sequence = running.next(sequence);
    }
  }
}
