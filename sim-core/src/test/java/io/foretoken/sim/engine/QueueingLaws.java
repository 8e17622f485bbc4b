package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.FixedStepTime;
import io.foretoken.sim.testkit.ListSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/**
 * Means of queues whose theory is known, each within the 99 % confidence interval of 20 independent
 * replications (Student's t with 19 degrees of freedom, 2.861). Seeds are fixed, so a case passes
 * always or never; of cases this strict one in a hundred would fail by chance when it is written.
 * Asynchronous scheduling is off: it adds a step that the theory knows nothing of.
 */
public interface QueueingLaws extends EngineUnderTest {
  /** Independent runs. */
  int REPLICATIONS = 20;

  /** Requests per run, of which the first tenth is left out: the queue starts empty. */
  int REQUESTS = 10_000;

  /** Student's t, 19 degrees of freedom, two-sided 99 %. */
  double T_99 = 2.861;

  // One sequence at a time; 4 tokens in steps of 0.25 ms: service S = 1 ms. Poisson arrivals, 0.7
  // per ms. Pollaczek-Khinchine: W = load x S / (2 (1 - load)) = 0.7 / 0.6 = 1.1667 ms
  @Test
  default void waitOfMD1() {
    Estimate wait =
        estimate(
            bench(1).stepTime(FixedStepTime.of(250_000, 0)),
            1e6 / 0.7,
            1,
            new int[] {1},
            new int[] {4},
            Answer::waiting);

    wait.agreesWith(0.7e6 / 0.6);
  }

  // 1 to 9 tokens, equally likely, in steps of 0.2 ms: E[S] = 5 x 0.2 = 1 ms, E[S^2] = 0.04 x 95/3
  // = 1.2667 ms^2; 0.7 arrivals per ms: W = 0.7 x 1.2667 / (2 x 0.3) = 1.4778 ms
  @Test
  default void waitOfMG1WithUniformOutputLengths() {
    Estimate wait =
        estimate(
            bench(1).stepTime(FixedStepTime.of(200_000, 0)),
            1e6 / 0.7,
            2,
            new int[] {1},
            new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
            Answer::waiting);

    wait.agreesWith(0.7e-6 * 0.04e12 * (95 / 3.0) / (2 * 0.3));
  }

  // Prompts of 100, 100 or 4000 tokens and 1, 2 or 30 tokens out; a step costs 50 us + 0.5 us a
  // token, prompts are split at 1000 tokens a step. Moments by enumeration of the nine services:
  //   S(in, out) = ceil(in / 1000) x 50 + 0.5 in + (out - 1) x 50.5 us
  // Load 0.6.
  @Test
  default void waitOfMG1WithPromptsAndOutputs() {
    int[] inputs = {100, 100, 4000};
    int[] outputs = {1, 2, 30};
    double mean = 0;
    double square = 0;
    for (int input : inputs) {
      for (int output : outputs) {
        double chunks = StrictMath.ceil(input / 1000.0);
        double service = chunks * 50_000 + 500.0 * input + (output - 1) * 50_500.0;
        mean += service / 9;
        square += service * service / 9;
      }
    }
    double rate = 0.6 / mean;
    Estimate wait =
        estimate(
            bench(1).budget(1000).stepTime(FixedStepTime.of(50_000, 500)),
            1 / rate,
            3,
            inputs,
            outputs,
            Answer::waiting);

    wait.agreesWith(rate * square / (2 * (1 - 0.6)));
  }

  // Up to 4 sequences in lockstep, steps of 1 ms whatever is in them, geometric output lengths of
  // mean 4 (a sequence ends with each step with probability 1/4): the number in the system just
  // after a step is a Markov chain. From n > 0: less Binomial(min(n, 4), 1/4), plus Poisson(rate x
  // 1 ms). From 0: an idle time of mean 1 / rate, then as from 1. Its stationary law gives the mean
  // number in the system over time, and Little's law the mean time in it. Rate 0.75 per ms: load
  // 0.75 x 4 / 4 = 75 %.
  @Test
  default void timeInSystemOfABatchInLockstep() {
    double rate = 0.75;
    Estimate time =
        estimate(
            bench(4).stepTime(FixedStepTime.of(1_000_000, 0)),
            1e6 / rate,
            4,
            new int[] {1},
            geometric(4, 4096),
            Answer::e2e);

    time.agreesWith(1e6 * meanTimeInLockstep(4, 0.25, rate));
  }

  private Bench bench(int sequences) {
    return bench().bare().maxNumSeqs(sequences).bucket(1_000_000_000);
  }

  private static Estimate estimate(
      Bench bench,
      double meanGapNanos,
      long seed,
      int[] inputs,
      int[] outputs,
      ToLongFunction<Answer> figure) {
    double[] means = new double[REPLICATIONS];
    for (int replication = 0; replication < REPLICATIONS; replication++) {
      KeyedRandom random = KeyedRandom.of(seed, replication);
      List<Ask> asks = new ArrayList<>();
      double at = 0;
      for (int request = 0; request < REQUESTS; request++) {
        double unit = random.positiveUnit(Purpose.ARRIVAL_TIME, request, 0);
        at -= StrictMath.log(unit) * meanGapNanos;
        int input = inputs[random.below(inputs.length, Purpose.INPUT_TOKENS, request, 0)];
        int output = outputs[random.below(outputs.length, Purpose.OUTPUT_TOKENS, request, 0)];
        asks.add(Ask.of(Math.round(at), input, output));
      }
      means[replication] =
          bench.source(new ListSource(asks)).run().answers().stream()
              .filter(answer -> answer.index() >= REQUESTS / 10)
              .mapToLong(figure)
              .average()
              .orElseThrow();
    }
    return Estimate.of(means);
  }

  /** Quantiles of the geometric distribution on 1, 2 ... at equally spaced levels. */
  private static int[] geometric(int mean, int levels) {
    int[] lengths = new int[levels];
    double keep = 1 - 1.0 / mean;
    for (int level = 0; level < levels; level++) {
      double above = (level + 0.5) / levels;
      lengths[level] = (int) StrictMath.ceil(StrictMath.log(above) / StrictMath.log(keep));
    }
    return lengths;
  }

  /** Mean time in the system in steps, see {@link #timeInSystemOfABatchInLockstep}. */
  private static double meanTimeInLockstep(int slots, double stop, double rate) {
    int most = 300;
    double[] arrivals = new double[most + 1];
    arrivals[0] = StrictMath.exp(-rate);
    for (int count = 1; count <= most; count++) {
      arrivals[count] = arrivals[count - 1] * rate / count;
    }
    double[] law = new double[most + 1];
    law[0] = 1;
    for (int round = 0; round < 5000; round++) {
      double[] next = new double[most + 1];
      for (int number = 0; number <= most; number++) {
        int begin = Math.max(number, 1);
        int rows = Math.min(begin, slots);
        double weight = law[number];
        double ends = StrictMath.pow(1 - stop, rows);
        for (int ended = 0; ended <= rows; ended++) {
          for (int came = 0; came <= 20; came++) {
            int after = Math.min(begin - ended + came, most);
            next[after] += weight * ends * arrivals[came];
          }
          ends *= stop / (1 - stop) * (rows - ended) / (ended + 1);
        }
      }
      law = next;
    }
    double time = 0;
    double area = 0;
    for (int number = 0; number <= most; number++) {
      time += law[number] * (1 + (number == 0 ? 1 / rate : 0));
      area += law[number] * (Math.max(number, 1) + rate / 2);
    }
    return area / time / rate;
  }

  /** A mean over replications and its standard error. */
  record Estimate(double mean, double error) {
    static Estimate of(double[] means) {
      double sum = 0;
      for (double value : means) {
        sum += value;
      }
      double mean = sum / means.length;
      double squares = 0;
      for (double value : means) {
        squares += (value - mean) * (value - mean);
      }
      return new Estimate(mean, Math.sqrt(squares / (means.length - 1) / means.length));
    }

    void agreesWith(double expected) {
      assertThat(error / expected).as("relative standard error").isLessThan(0.02);
      assertThat(mean)
          .as("mean, standard error %.0f", error)
          .isBetween(expected - T_99 * error, expected + T_99 * error);
    }
  }
}
