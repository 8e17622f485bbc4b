package io.foretoken.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.PolicyOptions;
import io.foretoken.sim.batch.SglangOptions;
import io.foretoken.sim.batch.TrtllmGuaranteedNoEvictPolicy;
import io.foretoken.sim.batch.TrtllmMaxUtilizationPolicy;
import io.foretoken.sim.batch.VllmV0Policy;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.random.Purpose;
import io.foretoken.sim.request.Outcome;
import io.foretoken.sim.testkit.Answer;
import io.foretoken.sim.testkit.Ask;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.FixedStepTime;
import io.foretoken.sim.testkit.Ran;
import io.foretoken.sim.testkit.RandomRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What policies promise, over drawn runs. */
public interface StepPolicyLaws extends EngineUnderTest {
  /** The policies that decide step by step; SGLang's without reserve, so that it retracts. */
  List<PolicyOptions> POLICIES =
      List.of(
          BatchPolicies.defaults(VllmV1Policy.NAME),
          BatchPolicies.defaults(VllmV0Policy.NAME),
          BatchPolicies.defaults(TrtllmGuaranteedNoEvictPolicy.NAME),
          BatchPolicies.defaults(TrtllmMaxUtilizationPolicy.NAME),
          new SglangOptions(16384, false, 0.001, 1),
          new SglangOptions(16384, true, 0.001, 1));

  /** Independent runs of a comparison. */
  int RUNS = 20;

  /** Student's t, 19 degrees of freedom, two-sided 99 %. */
  double T_99 = 2.861;

  /**
   * Everybody is answered under every policy, however short of blocks; requests that no policy
   * refuses are never left hanging (invariant I15 would stop the run).
   */
  @Test
  default void everyPolicyServesEverybody() {
    for (PolicyOptions policy : POLICIES) {
      long preempted = 0;
      for (long seed = 0; seed < 150; seed++) {
        Ran ran = RandomRun.of(seed).on(engine()).policy(policy).run();
        assertThat(ran.answers())
            .as("%s, seed %d", policy, seed)
            .hasSize(RandomRun.of(seed).asks().size())
            .allMatch(a -> a.outcome() == Outcome.FINISHED || a.outcome() == Outcome.REFUSED);
        preempted += ran.answers().stream().mapToInt(Answer::preemptions).sum();
      }
      Ran crowded = burst(policy, 300, 0).run();
      preempted += crowded.answers().stream().mapToInt(Answer::preemptions).sum();
      if (policy.policy().equals(TrtllmGuaranteedNoEvictPolicy.NAME)) {
        assertThat(preempted).as("the guarantee").isZero();
      } else {
        assertThat(preempted).as(policy.toString()).isPositive();
      }
    }
  }

  /**
   * Work conservation: with all requests there from the start the engine is never idle before the
   * last answer. Steps of 1000 ns whatever is in them: it ends after 1000 ns x steps.
   */
  @Test
  default void noPolicyIdlesWhileRequestsWait() {
    for (PolicyOptions policy : POLICIES) {
      for (int replication = 0; replication < 5; replication++) {
        Ran ran = burst(policy, 600, replication).stepTime(FixedStepTime.of(1000, 0)).run();
        long end = ran.answers().stream().mapToLong(Answer::finished).max().orElseThrow();
        assertThat(end).as(policy.toString()).isEqualTo(1000L * ran.steps().size());
      }
    }
  }

  /**
   * More KV cache does not lower the throughput of guaranteed-no-evict: of 20 replications with the
   * same requests, the time to serve them all falls, or its mean rise is within the 99 % interval.
   */
  @Test
  default void moreKvDoesNotLowerTheThroughputOfGuaranteedNoEvict() {
    double[] blocks = {300, 400, 600, 1200};
    for (int step = 1; step < blocks.length; step++) {
      double[] rises = new double[RUNS];
      double before = 0;
      for (int replication = 0; replication < RUNS; replication++) {
        double less = makespan((int) blocks[step - 1], replication);
        double more = makespan((int) blocks[step], replication);
        before += less / RUNS;
        rises[replication] = more - less;
      }
      QueueingLaws.Estimate rise = QueueingLaws.Estimate.of(rises);
      assertThat(rise.mean())
          .as("from %.0f to %.0f blocks, %.0f ns before", blocks[step - 1], blocks[step], before)
          .isLessThanOrEqualTo(T_99 * rise.error());
    }
    // and much more of it does much good: the law is not one of a case that blocks do not matter to
    assertThat(makespan(1200, 0)).isLessThan(0.7 * makespan(300, 0));
  }

  private double makespan(int blocks, int replication) {
    Ran ran =
        burst(BatchPolicies.defaults(TrtllmGuaranteedNoEvictPolicy.NAME), blocks, replication)
            .run();
    return ran.answers().stream().mapToLong(Answer::finished).max().orElseThrow();
  }

  private Bench burst(PolicyOptions policy, int blocks, int replication) {
    KeyedRandom random = KeyedRandom.of(11, replication);
    List<Ask> asks = new ArrayList<>();
    for (int request = 0; request < 60; request++) {
      int input = 1 + random.below(120, Purpose.INPUT_TOKENS, request, 0);
      int output = 1 + random.below(120, Purpose.OUTPUT_TOKENS, request, 0);
      asks.add(new Ask(0, input, output, output));
    }
    return bench().policy(policy).maxNumSeqs(64).usableBlocks(1, blocks).unchecked().send(asks);
  }

  /** What SGLang's prefill steps leave out still gets every token, in the same steps as before. */
  @Test
  default void restingRowsLoseNothing() {
    SglangOptions options = SglangOptions.DEFAULT;
    for (long seed = 0; seed < 60; seed++) {
      Ran ran = RandomRun.of(seed).on(engine()).policy(options).run();
      long tokens = 0;
      for (Answer answer : ran.answers()) {
        tokens += answer.outcome() == Outcome.FINISHED ? answer.outputTokens() : 0;
      }
      long made = 0;
      for (ReplicaMeter meter : ran.result().replicas()) {
        made += meter.outputTokens();
      }
      if (ran.result().window().whole()) {
        assertThat(made).as("seed %d", seed).isEqualTo(tokens);
      }
    }
  }
}
