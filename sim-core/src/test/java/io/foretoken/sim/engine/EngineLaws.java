package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.metrics.RunResult;
import io.foretoken.sim.metrics.TimeWeighted;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.DrawnRuns;
import io.foretoken.sim.testkit.Ran;
import io.foretoken.sim.testkit.RandomRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds in every run, over 300 drawn ones in checked mode. A failure names its seed; {@code
 * RandomRun.of(seed).on(engine)} is that run.
 */
public interface EngineLaws extends EngineUnderTest {
  /** Runs drawn per law. */
  int RUNS = 300;

  /** Every request sent leaves exactly once, with an outcome, and no other leaves. */
  @Test
  default void requestsAreConserved() {
    forEveryRun(
        (seed, drawn, ran) -> {
          int asked = drawn.asks().size();
          Set<Long> indices = new HashSet<>();
          ran.answers().forEach(answer -> indices.add(answer.index()));
          RunResult.Counts counts = ran.result().counts();
          assertThat(ran.answers()).as("seed %d", seed).hasSize(asked);
          assertThat(indices).as("seed %d", seed).hasSize(asked);
          assertThat(counts.sent()).as("seed %d", seed).isEqualTo(asked);
          assertThat(counts.finished() + counts.refused()).as("seed %d", seed).isEqualTo(asked);
          assertThat(counts.unfinished() + counts.timedOut()).as("seed %d", seed).isZero();
          assertThat(counts.finished()).as("seed %d", seed).isEqualTo(finished(ran).size());
        });
  }

  /** A finished request has exactly the tokens it was to generate; engines made no others. */
  @Test
  default void tokensAreConserved() {
    forEveryRun(
        (seed, drawn, ran) -> {
          for (Answer answer : ran.answers()) {
            Ask ask = drawn.asks().get((int) answer.index());
            int expected = answer.outcome() == Outcome.FINISHED ? ask.output() : 0;
            assertThat(answer.inputTokens()).as("seed %d", seed).isEqualTo(ask.input());
            assertThat(answer.outputTokens()).as("seed %d", seed).isEqualTo(expected);
          }
          long given = sum(ran.answers(), Answer::outputTokens);
          long made = 0;
          for (ReplicaMeter meter : ran.result().replicas()) {
            made += meter.outputSeries.total();
          }
          assertThat(made).as("seed %d", seed).isEqualTo(given);
        });
  }

  /**
   * A prompt is computed once, and after each preemption as often as it was begun: without
   * preemptions engines compute exactly the prompts of the finished requests.
   */
  @Test
  default void promptTokensAreComputedOnceUnlessSomebodyWasPreempted() {
    forEveryRun(
        (seed, drawn, ran) -> {
          long prompts = sum(finished(ran), Answer::inputTokens);
          long computed = 0;
          for (ReplicaMeter meter : ran.result().replicas()) {
            computed += meter.prefillSeries.total();
          }
          if (sum(ran.answers(), Answer::preemptions) == 0) {
            assertThat(computed).as("seed %d", seed).isEqualTo(prompts);
          } else {
            assertThat(computed).as("seed %d", seed).isGreaterThanOrEqualTo(prompts);
          }
        });
  }

  /** Nothing is held when everybody has left. Between events the checked mode looks. */
  @Test
  default void everyBlockAndSlotIsGivenBack() {
    forEveryRun(
        (seed, drawn, ran) -> {
          for (ReplicaMeter meter : ran.result().replicas()) {
            assertThat(meter.kvBlocks.value()).as("seed %d", seed).isZero();
            assertThat(meter.running.value()).as("seed %d", seed).isZero();
            assertThat(meter.waiting.value()).as("seed %d", seed).isZero();
          }
          assertThat(ran.result().inFlight().value()).as("seed %d", seed).isZero();
        });
  }

  /**
   * Little's law, sample path: the time integral of requests in flight is the sum of their times in
   * the system. Both are sums of whole nanoseconds far below 2^53, so they are equal exactly.
   */
  @Test
  default void integralOfRequestsInFlightIsTheSumOfTheirTimes() {
    forEachSeed(
        seed -> {
          RandomRun drawn = RandomRun.of(seed);
          Ran ran = drawn.on(engine()).window(MeasureWindow.WHOLE).run();
          long times = sum(ran.answers(), Answer::e2e);

          assertThat(ran.result().inFlight().windowArea())
              .as("seed %d", seed)
              .isEqualTo((double) times);
          assertThat(areaOf(ran.result().inFlight())).isCloseTo((double) times, within(1e-3));
        });
  }

  /** Parts of the time to first token are not negative and leave no rest. */
  @Test
  default void timeToFirstTokenIsTheSumOfItsParts() {
    forEveryRun(
        (seed, drawn, ran) -> {
          for (Answer answer : finished(ran)) {
            long parts = answer.ingest() + answer.waiting() + answer.prefill() + answer.stream();
            assertThat(parts).as("seed %d", seed).isEqualTo(answer.ttft());
            assertThat(answer.waits()).as("seed %d", seed).allMatch(wait -> wait >= 0);
            assertThat(answer.ingest()).as("seed %d", seed).isNotNegative();
            assertThat(answer.prefill()).as("seed %d", seed).isNotNegative();
            assertThat(answer.stream()).as("seed %d", seed).isNotNegative();
          }
        });
  }

  /** Rows come in the order in which clients have their answers. */
  @Test
  default void requestsLeaveInTheOrderOfTheirAnswers() {
    forEveryRun(
        (seed, drawn, ran) ->
            assertThat(ran.answers().stream().map(Answer::finished).toList())
                .as("seed %d", seed)
                .isSorted());
  }

  /** The same run twice is the same to the last bit. */
  @Test
  default void runIsDeterministic() {
    forEachSeed(
        seed -> {
          Ran first = DrawnRuns.of(getClass(), engine(), RUNS).get(seed);
          Ran second = RandomRun.of(seed).on(engine()).run();

          assertThat(second.answers()).as("seed %d", seed).isEqualTo(first.answers());
          assertThat(second.steps()).as("seed %d", seed).isEqualTo(first.steps());
          assertThat(second.result().counts()).isEqualTo(first.result().counts());
          assertThat(second.result().split()).isEqualTo(first.result().split());
        });
  }

  /** Looking does not change what is seen. */
  @Test
  default void checkedModeChangesNothing() {
    forEachSeed(
        seed -> {
          Ran checked = DrawnRuns.of(getClass(), engine(), RUNS).get(seed);
          Ran unchecked = RandomRun.of(seed).on(engine()).unchecked().run();

          assertThat(unchecked.answers()).as("seed %d", seed).isEqualTo(checked.answers());
          assertThat(unchecked.steps()).as("seed %d", seed).isEqualTo(checked.steps());
        });
  }

  /**
   * Only what is sent when counts, not how the list of requests was put together: a shuffled list
   * of requests at different times is the same workload.
   */
  @Test
  default void orderInWhichRequestsWereListedDoesNotMatter() {
    forEachSeed(
        seed -> {
          RandomRun drawn = RandomRun.of(seed);
          if (!drawn.isClosed()) {
            List<Ask> spread = new ArrayList<>();
            for (int request = 0; request < drawn.asks().size(); request++) {
              Ask ask = drawn.asks().get(request);
              spread.add(new Ask(ask.at() + request, ask.input(), ask.output(), ask.max()));
            }
            List<Ask> shuffled = new ArrayList<>(spread);
            Collections.shuffle(shuffled, new Random(seed));

            Ran listed = drawn.on(engine(), spread).run();
            assertThat(drawn.on(engine(), shuffled).run().answers())
                .as("seed %d", seed)
                .isEqualTo(listed.answers());
          }
        });
  }

  /**
   * A run that is cut off is the beginning of the run that is not: whoever left before the cut left
   * in the same way, and all others are unfinished with at most the tokens they were to have.
   */
  @Test
  default void cutRunIsAPrefixOfTheWholeRun() {
    forEachSeed(
        seed -> {
          RandomRun drawn = RandomRun.of(seed);
          Ran whole = DrawnRuns.of(getClass(), engine(), RUNS).get(seed);
          long end = whole.answers().get(whole.answers().size() - 1).finished();
          long cut = 1 + new SplittableRandom(seed).nextLong(end + 1);
          Ran cutOff = drawn.on(engine()).cutAt(cut).run();

          List<Answer> before =
              whole.answers().stream().filter(answer -> answer.finished() < cut).toList();
          assertThat(cutOff.answers().subList(0, before.size()))
              .as("seed %d cut %d", seed, cut)
              .isEqualTo(before);
          List<Answer> rest = cutOff.answers().subList(before.size(), cutOff.answers().size());
          assertThat(rest).as("seed %d", seed).allMatch(a -> a.outcome() == Outcome.UNFINISHED);
          assertThat(rest.stream().map(Answer::index).toList()).as("seed %d", seed).isSorted();
          for (Answer answer : rest) {
            assertThat(answer.outputTokens())
                .as("seed %d", seed)
                .isLessThanOrEqualTo(drawn.asks().get((int) answer.index()).output());
          }
        });
  }

  /**
   * A policy may read what a client declares, never what its request will in truth generate. So of
   * two runs that differ in the true length of one request only, nothing differs before the earlier
   * of the two natural stops: nobody's answers, first tokens, queues or blocks.
   */
  @Test
  default void nothingDependsOnATrueLengthBeforeItsStop() {
    int[] told = {0};
    forEachSeed(
        seed -> {
          RandomRun drawn = RandomRun.of(seed);
          List<Ask> longer = new ArrayList<>(drawn.asks());
          List<Ask> shorter = new ArrayList<>(drawn.asks());
          int changed = new SplittableRandom(seed).nextInt(longer.size());
          Ask ask = longer.get(changed);
          if (ask.max() == 1) {
            return;
          }
          longer.set(changed, ask.withOutput(ask.max()));
          shorter.set(changed, ask.withOutput(Math.max(1, ask.max() / 2)));
          Ran one = drawn.on(engine(), longer).bucket(1).run();
          Ran other = drawn.on(engine(), shorter).bucket(1).run();
          if (one.answer(changed).outcome() == Outcome.REFUSED) {
            return;
          }
          told[0]++;
          // the stop is known to the engine half a round trip before the client has it
          long stop =
              Math.min(one.answer(changed).finished(), other.answer(changed).finished())
                  - one.answer(changed).stream();

          assertThat(leftBefore(other, stop)).as("seed %d", seed).isEqualTo(leftBefore(one, stop));
          assertThat(firstTokensBefore(other, stop))
              .as("seed %d", seed)
              .isEqualTo(firstTokensBefore(one, stop));
          for (int replica = 0; replica < one.result().replicas().size(); replica++) {
            ReplicaMeter first = one.result().replicas().get(replica);
            ReplicaMeter second = other.result().replicas().get(replica);
            sameBefore(stop, first.kvBlocks, second.kvBlocks, seed);
            sameBefore(stop, first.running, second.running, seed);
            sameBefore(stop, first.waiting, second.waiting, seed);
          }
        });
    assertThat(told[0]).as("runs that tell").isGreaterThan(150);
  }

  /** What drawn runs exercise; a law over runs in which nothing happens is none. */
  @Test
  default void drawnRunsExerciseEverything() {
    long[] seen = new long[4];
    forEveryRun(
        (seed, drawn, ran) -> {
          seen[0] += sum(ran.answers(), Answer::preemptions) > 0 ? 1 : 0;
          seen[1] += ran.result().counts().refused() > 0 ? 1 : 0;
          seen[2] += drawn.asks().stream().anyMatch(ask -> ask.output() < ask.max()) ? 1 : 0;
          seen[3] += drawn.isClosed() ? 1 : 0;
        });
    assertThat(seen[0]).as("with preemptions").isGreaterThan(30);
    assertThat(seen[1]).as("with refusals").isGreaterThan(20);
    assertThat(seen[2]).as("with natural stops").isGreaterThan(150);
    assertThat(seen[3]).as("closed loops").isGreaterThan(50);
  }

  /** Looks at one drawn run. */
  @FunctionalInterface
  interface Look {
    /** Asserts. */
    void at(long seed, RandomRun drawn, Ran ran);
  }

  private void forEveryRun(Look look) {
    List<Ran> runs = DrawnRuns.of(getClass(), engine(), RUNS);
    forEachSeed(seed -> look.at(seed, RandomRun.of(seed), runs.get(seed)));
  }

  private static void forEachSeed(IntConsumer law) {
    IntStream.range(0, RUNS)
        .forEach(
            seed -> {
              try {
                law.accept(seed);
              } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
              }
            });
  }

  private static List<Answer> finished(Ran ran) {
    return ran.answers().stream().filter(a -> a.outcome() == Outcome.FINISHED).toList();
  }

  private static long sum(List<Answer> answers, ToLongFunction<Answer> of) {
    return answers.stream().mapToLong(of).sum();
  }

  private static double areaOf(TimeWeighted quantity) {
    return IntStream.range(0, quantity.buckets()).mapToDouble(quantity::area).sum();
  }

  private static List<Answer> leftBefore(Ran ran, long nanos) {
    return ran.answers().stream().filter(answer -> answer.finished() < nanos).toList();
  }

  private static List<String> firstTokensBefore(Ran ran, long nanos) {
    return ran.answers().stream()
        .filter(answer -> answer.firstToken() >= 0 && answer.firstToken() < nanos)
        .map(answer -> answer.index() + " at " + answer.firstToken() + " waited " + answer.waits())
        .sorted()
        .toList();
  }

  private static void sameBefore(long stop, TimeWeighted one, TimeWeighted other, long seed) {
    long length = Math.max(one.bucketNanos(), other.bucketNanos());
    one.coarsenTo(length);
    other.coarsenTo(length);
    for (int bucket = 0; (bucket + 1) * length <= stop; bucket++) {
      assertThat(other.area(bucket)).as("seed %d", seed).isEqualTo(one.area(bucket));
    }
  }
}
