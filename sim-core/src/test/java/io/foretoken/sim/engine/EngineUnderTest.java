package io.foretoken.sim.engine;

import io.foretoken.sim.replica.EngineFactory;
import io.foretoken.sim.testkit.Bench;

/** Names the engine that a class of tests is about. */
public interface EngineUnderTest {
  /** Makes the engine. */
  EngineFactory engine();

  /** A bench with that engine: see {@link Bench} for what it starts as. */
  default Bench bench() {
    return Bench.of(engine());
  }
}
