package io.foretoken.sim.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.batch.BatchPolicy;
import io.foretoken.sim.replica.Engine;
import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.replica.NaiveEngine;
import io.foretoken.sim.request.RequestTable;
import io.foretoken.sim.testkit.Bench;
import io.foretoken.sim.time.EventKind;
import org.junit.jupiter.api.Test;

/** What the naive engine finds wrong with its policies and with itself. */
class NaiveEngineInvariantsTest implements BrokenPolicies {
  @Override
  public EngineFactory running(BatchPolicy policy) {
    return (replica, deployment, requests, host, meter) ->
        new NaiveEngine(replica, deployment, requests, host, meter, () -> policy);
  }

  // A synchronous engine has one step in flight. Told to schedule when it has not asked, it
  // launches a second.
  @Test
  void i5SecondStepInFlightOfASynchronousEngine() {
    EngineFactory pushed =
        TamperedEngine.engines((engine, requests) -> new Pushed(engine, requests));

    assertThatThrownBy(() -> Bench.of(pushed).send(0, 10, 5).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("I5: ");
  }

  private static final class Pushed extends TamperedEngine {
    Pushed(Engine engine, RequestTable requests) {
      super(engine, requests);
    }

    @Override
    public void wake(EventKind kind, long now) {
      super.wake(kind, now);
      if (kind == EventKind.SCHEDULE) {
        super.wake(kind, now);
      }
    }
  }
}
