package io.foretoken.workload.content;

import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.workload.random.StreamRandom;
import java.util.List;

/**
 * Requests of several classes in one stream, each of a class drawn by its weight, and otherwise as
 * that class has it.
 */
public final class MixedContent implements RequestContent {
  private final List<RequestContent> contents;
  private final long[] weights;
  private final List<StreamRandom> randoms;
  private final long sum;

  /**
   * @param weights how often each comes, in any unit; not all 0
   * @param randoms draws of each class's own stream
   */
  public MixedContent(
      List<RequestContent> contents, List<Long> weights, List<StreamRandom> randoms) {
    this.contents = List.copyOf(contents);
    this.weights = weights.stream().mapToLong(Long::longValue).toArray();
    this.randoms = List.copyOf(randoms);
    long all = 0;
    for (long weight : this.weights) {
      all += weight;
    }
    if (all <= 0) {
      throw new IllegalArgumentException("weights " + weights);
    }
    sum = all;
  }

  @Override
  public void fill(long index, StreamRandom random, RequestDraft out) {
    double drawn = random.unit(Purpose.REQUEST_CLASS, index, 0) * sum;
    int chosen = 0;
    while (chosen < weights.length - 1 && drawn >= weights[chosen]) {
      drawn -= weights[chosen];
      chosen++;
    }
    contents.get(chosen).fill(index, randoms.get(chosen), out);
  }
}
