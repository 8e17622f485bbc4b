package io.foretoken.sim.replica.batchwise;

import static io.foretoken.sim.testkit.Insides.get;
import static io.foretoken.sim.testkit.Insides.set;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.batch.BatchRule;
import io.foretoken.sim.batch.StaticOptions;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.sim.metrics.ReplicaMeter;
import io.foretoken.sim.replica.Deployment;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.request.SequenceTable;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.testkit.SilentHost;
import io.foretoken.sim.time.EventKind;
import org.junit.jupiter.api.Test;

/**
 * What the engine of request-level batching finds wrong with its rule, and with its own sums when
 * one of them is falsified behind its back.
 */
class BatchwiseEngineInvariantsTest {
  private final RequestTable requests = new RequestTable();

  @Test
  void soundSumsAreNotBlamed() {
    BatchwiseEngine engine = running();

    assertThatCode(engine::checkInvariants).doesNotThrowAnyException();
  }

  @Test
  void i2SequenceThatNeitherRunsNorWaits() throws ReflectiveOperationException {
    BatchwiseEngine engine = running();
    ((SequenceTable) get(get(engine, "queue"), "sequences")).add(0, 10, 5, 5);

    assertThatThrownBy(engine::checkInvariants).hasMessageStartingWith("I2: ");
  }

  @Test
  void i3BatchThatHoldsFewerBlocksThanItsRowsNeed() throws ReflectiveOperationException {
    BatchwiseEngine engine = running();
    set(get(engine, "queue"), "blocks", 0);

    assertThatThrownBy(engine::checkInvariants).hasMessageStartingWith("I3: ");
  }

  @Test
  void i4RuleThatTakesMoreThanMaxNumSeqs() {
    assertThatThrownBy(() -> bench(rule(3)).maxNumSeqs(2).run()).hasMessageStartingWith("I4: ");
  }

  @Test
  void i6RowsThatTheBatchHasMiscounted() throws ReflectiveOperationException {
    for (String sum : new String[] {"lengthCount", "lengthsMade"}) {
      BatchwiseEngine engine = running();
      set(get(get(engine, "queue"), "batch"), sum, 2);

      assertThatThrownBy(engine::checkInvariants).as(sum).hasMessageStartingWith("I6: ");
    }
  }

  @Test
  void i7StepWithoutRows() throws ReflectiveOperationException {
    BatchwiseEngine engine = running();
    Object shape = get(get(get(engine, "queue"), "batch"), "shape");
    set(shape, "queryTokens", 0);

    assertThatThrownBy(engine::checkInvariants).hasMessageStartingWith("I7: ");
  }

  @Test
  void i15RuleThatNeverBegins() {
    assertThatThrownBy(() -> bench(rule(0)).run()).hasMessageStartingWith("I15: ");
  }

  /** Takes so many, whoever waits. */
  private static BatchRule rule(int takes) {
    return new BatchRule() {
      @Override
      public int take(int waiting, long oldestNanos) {
        return takes;
      }

      @Override
      public long delayNanos() {
        return 0;
      }
    };
  }

  private static Bench bench(BatchRule rule) {
    EngineFactory engine =
        (replica, deployment, table, host, meter) ->
            new BatchwiseEngine(replica, deployment, table, host, meter, rule, false);
    return Bench.of(engine).send(0, 10, 3).send(0, 10, 3).send(0, 10, 3);
  }

  /** An engine with one request of 10 + 5 tokens in its first pass. */
  private BatchwiseEngine running() {
    Deployment deployment = bench(rule(1)).deployment();
    BatchwiseEngine engine =
        new BatchwiseEngine(
            0,
            deployment,
            requests,
            new SilentHost(),
            new ReplicaMeter(MeasureWindow.WHOLE, 1000, 64),
            new StaticOptions(1, 1).rule(1),
            false);
    RequestDraft draft = new RequestDraft();
    draft.inputTokens = 10;
    draft.outputTokens = 5;
    draft.maxTokens = 5;
    engine.arrive(requests.add(draft), 0);
    engine.wake(EventKind.ENQUEUE, 0);
    engine.wake(EventKind.SCHEDULE, 0);
    return engine;
  }
}
