package io.foretoken.sim.replica.cohort;

import static io.foretoken.sim.testkit.Insides.get;
import static io.foretoken.sim.testkit.Insides.set;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.batch.VllmV1Policy;
import io.foretoken.sim.check.BrokenPolicies;
import io.foretoken.sim.kv.KvGroup;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveEngine;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.SilentHost;
import io.foretoken.sim.time.EventKind;
import org.junit.jupiter.api.Test;

/**
 * What the engine that ships finds wrong with its policies, and with its own sums when one of them
 * is falsified behind its back.
 */
class CohortEngineInvariantsTest implements BrokenPolicies {
  private final RequestTable requests = new RequestTable();

  @Override
  public EngineFactory running(BatchPolicy policy) {
    return (replica, deployment, table, host, meter) ->
        new CohortEngine(replica, deployment, table, host, meter, false, () -> policy);
  }

  @Test
  void soundSumsAreNotBlamed() {
    CohortEngine engine = decoding();

    assertThatCode(engine::checkInvariants).doesNotThrowAnyException();
  }

  @Test
  void i2SequenceThatNeitherRunsNorWaits() throws ReflectiveOperationException {
    CohortEngine engine = decoding();
    SequenceTable sequences = (SequenceTable) get(rank(engine), "sequences");
    sequences.add(0, 10, 5, 5);

    assertThatThrownBy(engine::checkInvariants).hasMessageStartingWith("I2: ");
  }

  /** A block that nobody gave out, and a cached one that counts a holder it does not have. */
  @Test
  void i3BlocksThatNobodyHolds() throws ReflectiveOperationException {
    CohortEngine lost = decoding();
    group(lost).take(1);
    assertThatThrownBy(lost::checkInvariants).hasMessageStartingWith("I3: blocks in use");

    CohortEngine miscounted = decoding(Bench.of(NaiveEngine::new).usableBlocks(4, 100));
    int[] refs = (int[]) get(get(group(miscounted), "tree"), "refs");
    refs[refs[1] > 0 ? 1 : 2]++;
    assertThatThrownBy(miscounted::checkInvariants).hasMessageStartingWith("I3: cached blocks");
  }

  private static KvGroup group(CohortEngine engine) throws ReflectiveOperationException {
    return ((KvGroup[]) get(get(rank(engine), "kv"), "groups"))[0];
  }

  @Test
  void i5ThirdStepInFlight() throws ReflectiveOperationException {
    CohortEngine engine = decoding();
    set(((Object[]) get(engine, "loops"))[0], "inFlight", 3);

    assertThatThrownBy(engine::checkInvariants).hasMessageStartingWith("I5: ");
  }

  @Test
  void i6SumsOfTheCohortThatItsRowsDoNotMake() throws ReflectiveOperationException {
    for (String sum : new String[] {"rows", "context"}) {
      CohortEngine engine = decoding();
      set(get(rank(engine), "cohort"), sum, 99);

      assertThatThrownBy(engine::checkInvariants).as(sum).hasMessageStartingWith("I6: ");
    }
  }

  /** An engine with one sequence of 10 + 1 tokens in decode and a step of it in flight. */
  private CohortEngine decoding() {
    return decoding(Bench.of(NaiveEngine::new));
  }

  private CohortEngine decoding(Bench bench) {
    Deployment deployment = bench.async(true).prefixCaching(true).deployment();
    ReplicaMeter meter = new ReplicaMeter(MeasureWindow.WHOLE, 1000, 64);
    CohortEngine engine =
        new CohortEngine(
            0, deployment, requests, new SilentHost(), meter, false, VllmV1Policy::new);
    RequestDraft draft = new RequestDraft();
    draft.inputTokens = 10;
    draft.addSegment(7, 10);
    draft.outputTokens = 5;
    draft.maxTokens = 5;
    engine.arrive(requests.add(draft), 0);
    engine.wake(EventKind.ENQUEUE, 0);
    engine.wake(EventKind.SCHEDULE, 0);
    engine.wake(EventKind.SCHEDULE, 0);
    return engine;
  }

  private static Object rank(CohortEngine engine) throws ReflectiveOperationException {
    return ((Object[]) get(engine, "ranks"))[0];
  }
}
