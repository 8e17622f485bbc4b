package io.foretoken.sim.engine;

import static io.foretoken.sim.engine.RequestBatching.dynamic;
import static io.foretoken.sim.engine.RequestBatching.fixed;
import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.RequestLevelOptions;
import io.foretoken.sim.engine.QueueingLaws.Estimate;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.FixedStepTime;
import io.foretoken.sim.testkit.ListSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Means of request-level batching whose theory is known, each within the 99 % confidence interval
 * of 20 independent replications, as in {@link QueueingLaws}. Seeds are fixed, so a case passes
 * always or never.
 */
class BatchQueueingLawsTest {
  private static final int REPLICATIONS = 20;
  private static final int REQUESTS = 20_000;
  private static final double T_99 = 2.861;

  // Batches of one; 4 tokens in steps of 0.25 ms: service S = 1 ms. Poisson arrivals, 0.7 per ms.
  // Pollaczek-Khinchine: W = load x S / (2 (1 - load)) = 0.7 / 0.6 = 1.1667 ms
  @Test
  void staticBatchesOfOneAreMD1() {
    estimate(fixed(1, 1), 1, FixedStepTime.of(250_000, 0), 0.7, 11, new int[] {4})
        .agreesWith(0.7e6 / 0.6);
  }

  // 1 to 9 tokens, equally likely, in steps of 0.2 ms: E[S] = 1 ms, E[S^2] = 0.04 x 95/3 ms^2;
  // 0.7 arrivals per ms: W = 0.7 x E[S^2] / (2 x 0.3)
  @Test
  void staticBatchesOfOneWithRandomLengthsAreMG1() {
    int[] outputs = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    estimate(fixed(1, 1), 1, FixedStepTime.of(200_000, 0), 0.7, 12, outputs)
        .agreesWith(0.7e-6 * 0.04e12 * (95 / 3.0) / (2 * 0.3));
  }

  // Batches of up to 4, all that are there, a service of 1 ms whatever is in the batch, 3 arrivals
  // per ms: load 3 / 4.
  @Test
  void dynamicBatchesWithoutDelayAreABulkServiceQueue() {
    estimate(dynamic(0), 4, FixedStepTime.of(250_000, 0), 3, 13, new int[] {4})
        .agreesWith(1e6 * waitOfBulkService(4, 3));
  }

  // The same near saturation of batches of two: 1.8 arrivals per ms, load 0.9
  @Test
  void dynamicBatchesOfTwoWithoutDelayAreABulkServiceQueue() {
    estimate(dynamic(0, 1, 2), 2, FixedStepTime.of(250_000, 0), 1.8, 14, new int[] {4})
        .agreesWith(1e6 * waitOfBulkService(2, 1.8));
  }

  // The same arrivals under longer and longer delays, 16 at once, 1 ms a batch: no step to a longer
  // delay makes batches smaller beyond the 99 % interval of the paired differences, and 2 ms make
  // them larger than none. Not so with preferred sizes: those who have waited longer than a short
  // delay begin together, however many they are, and a long delay holds them to a preferred size.
  @Test
  void longerQueueDelayDoesNotMakeBatchesSmaller() {
    for (double perMilli : new double[] {0.5, 2, 8}) {
      double[] before = batchSizes(0, perMilli);
      double[] first = before;
      for (long delay : new long[] {200_000, 500_000, 1_000_000, 2_000_000}) {
        double[] sizes = batchSizes(delay, perMilli);
        Estimate more = Estimate.of(differences(sizes, before));
        assertThat(more.mean() + T_99 * more.error())
            .as("delay %d at %.1f per ms", delay, perMilli)
            .isNotNegative();
        before = sizes;
      }
      Estimate more = Estimate.of(differences(before, first));
      assertThat(more.mean() - T_99 * more.error()).as("2 ms against none").isPositive();
    }
  }

  private static double[] batchSizes(long delay, double perMilli) {
    return replications(
        dynamic(delay),
        16,
        FixedStepTime.of(1_000_000, 0),
        perMilli,
        15,
        new int[] {1},
        BatchQueueingLawsTest::meanBatch);
  }

  private static double[] differences(double[] one, double[] other) {
    double[] differences = new double[one.length];
    for (int at = 0; at < one.length; at++) {
      differences[at] = one[at] - other[at];
    }
    return differences;
  }

  /** Those who began at one time were one batch. */
  private static double meanBatch(List<Answer> answers) {
    Set<Long> begins = new HashSet<>();
    answers.forEach(answer -> begins.add(answer.sent() + answer.ingest() + answer.waiting()));
    return (double) answers.size() / begins.size();
  }

  private static double meanWait(List<Answer> answers) {
    return answers.stream()
        .filter(answer -> answer.index() >= REQUESTS / 10)
        .mapToLong(Answer::waiting)
        .average()
        .orElseThrow();
  }

  private static Estimate estimate(
      RequestLevelOptions options,
      int atOnce,
      FixedStepTime steps,
      double perMilli,
      long seed,
      int[] outputs) {
    return Estimate.of(
        replications(
            options, atOnce, steps, perMilli, seed, outputs, BatchQueueingLawsTest::meanWait));
  }

  private static double[] replications(
      RequestLevelOptions options,
      int atOnce,
      FixedStepTime steps,
      double perMilli,
      long seed,
      int[] outputs,
      ToDoubleFunction<List<Answer>> figure) {
    double[] figures = new double[REPLICATIONS];
    for (int replication = 0; replication < REPLICATIONS; replication++) {
      KeyedRandom random = KeyedRandom.of(seed, replication);
      List<Ask> asks = new ArrayList<>();
      double at = 0;
      for (int request = 0; request < REQUESTS; request++) {
        at -=
            StrictMath.log(random.positiveUnit(Purpose.ARRIVAL_TIME, request, 0)) * 1e6 / perMilli;
        int output = outputs[random.below(outputs.length, Purpose.OUTPUT_TOKENS, request, 0)];
        asks.add(Ask.of(Math.round(at), 1, output));
      }
      figures[replication] =
          figure.applyAsDouble(
              Bench.of(RequestBatching.fast(options))
                  .bare()
                  .maxNumSeqs(atOnce)
                  .bucket(1_000_000_000)
                  .stepTime(steps)
                  .source(new ListSource(asks))
                  .run()
                  .answers());
    }
    return figures;
  }

  /**
   * Mean wait in M/D[1,b]/1 with a service of 1: a batch of at most b begins as soon as anybody
   * waits. The number in the queue when a batch ends is a Markov chain: from q > 0 to max(q - b, 0)
   * + Poisson(rate); from 0, after an idle time of mean 1 / rate, one begins, and Poisson(rate)
   * come meanwhile. During a service the queue grows from max(q - b, 0) by rate / 2 on average, so
   * the stationary law gives the queue's mean over time, and Little's law the wait.
   */
  private static double waitOfBulkService(int most, double rate) {
    int states = 400;
    double[] arrivals = new double[states];
    arrivals[0] = StrictMath.exp(-rate);
    for (int count = 1; count < states; count++) {
      arrivals[count] = arrivals[count - 1] * rate / count;
    }
    double[] law = new double[states];
    law[0] = 1;
    for (int round = 0; round < 3000; round++) {
      double[] next = new double[states];
      for (int queue = 0; queue < states; queue++) {
        int left = Math.max(queue - most, 0);
        for (int came = 0; came < 40; came++) {
          next[Math.min(left + came, states - 1)] += law[queue] * arrivals[came];
        }
      }
      law = next;
    }
    double time = 0;
    double area = 0;
    for (int queue = 0; queue < states; queue++) {
      time += law[queue] * (1 + (queue == 0 ? 1 / rate : 0));
      area += law[queue] * (Math.max(queue - most, 0) + rate / 2);
    }
    return area / time / rate;
  }
}
