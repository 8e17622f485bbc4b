package io.foretoken.sim.replica;

/** The engine that ships. */
public final class Engines {
  private Engines() {}

  /** Makes the engine that simulations use unless a test asks for another. */
  public static EngineFactory shipped() {
    return NaiveEngine::new;
  }
}
