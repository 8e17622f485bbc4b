package io.foretoken.sim.replica.cohort;

import io.foretoken.sim.batch.KvView;
import io.foretoken.sim.batch.RankView;
import io.foretoken.sim.batch.WaitingQueue;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;

/** What a batch policy sees of a rank while a step is filled. */
abstract class RankReading implements RankView, KvView {
  static final int NONE = RunningList.NONE;

  final RankState state;
  final RequestTable requests;
  final SequenceTable sequences;
  final RunningList running;
  final RunningList loose;
  final DecodeCohort cohort;
  final RankKv kv;
  final RunningOrder order;
  final QueueAhead ahead;

  /** The step that is being filled. */
  RankStep step = new RankStep(0);

  /** When. */
  long now;

  RankReading(RankState state) {
    this.state = state;
    requests = state.requests;
    sequences = state.sequences;
    running = state.running;
    loose = state.loose;
    cohort = state.cohort;
    kv = state.kv;
    order = new RunningOrder(running);
    ahead = new QueueAhead(state.waiting);
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public int runningCount() {
    return running.size();
  }

  @Override
  public int running(int index) {
    return order.at(index);
  }

  @Override
  public int victim() {
    return state.waiting.victim(this);
  }

  @Override
  public int peekWaiting() {
    return state.waiting.peek();
  }

  @Override
  public int waiting(int place) {
    return place == 0 ? peekWaiting() : ahead.at(place);
  }

  @Override
  public long cameAt(int sequence) {
    return requests.enqueuedNanos(sequences.request(sequence));
  }

  @Override
  public int length(int sequence) {
    return sequences.length(sequence) - sequences.sampled(sequence) + generated(sequence);
  }

  @Override
  public int generated(int sequence) {
    return state.isRow(sequence)
        ? cohort.sampled(sequence)
        : sequences.sampled(sequence) - (step.samples(sequence) ? 1 : 0);
  }

  @Override
  public int left(int sequence) {
    return sequences.limit(sequence) - generated(sequence);
  }

  @Override
  public int prefilling() {
    for (int sequence = loose.head(); sequence != NONE; sequence = loose.next(sequence)) {
      if (!sequences.isDecoding(sequence)) {
        return sequence;
      }
    }
    return WaitingQueue.EMPTY;
  }

  @Override
  public long leftInDecode(int most) {
    return state.longestLimit <= most ? cohort.left() + leftOfLoose() : leftOfRunning(most);
  }

  /** Loose sequences in decode; none of them has declared more than may count. */
  private long leftOfLoose() {
    long sum = 0;
    for (int sequence = loose.head(); sequence != NONE; sequence = loose.next(sequence)) {
      sum += sequences.isDecoding(sequence) ? left(sequence) : 0;
    }
    return sum;
  }

  /** One by one, which also finds out whether those that declared more have left since. */
  private long leftOfRunning(int most) {
    long sum = 0;
    int longest = 0;
    for (int sequence = running.head(); sequence != NONE; sequence = running.next(sequence)) {
      longest = Math.max(longest, sequences.limit(sequence));
      if (state.isRow(sequence) || sequences.isDecoding(sequence)) {
        sum += Math.min(most, left(sequence));
      }
    }
    state.longestLimit = longest;
    return sum;
  }

  @Override
  public KvView kv() {
    return this;
  }

  @Override
  public long capacityTokens() {
    return kv.tokens();
  }

  @Override
  public long freeTokens() {
    return (long) kv.free() * state.config.blockSize();
  }

  @Override
  public boolean fits(int sequence, int cached, int tokens, double spare) {
    return kv.fits(sequence, cached, cached + tokens, false, spare);
  }

  @Override
  public int needed(int sequence) {
    return state.isRow(sequence) ? 1 : sequences.needed(sequence);
  }

  @Override
  public int cachedPrefix(int sequence) {
    return kv.cachedTokens(sequence);
  }
}
