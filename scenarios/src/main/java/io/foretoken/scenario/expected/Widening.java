package io.foretoken.scenario.expected;

/**
 * By how much bands are wider, on a logarithmic scale, where a prediction reaches beyond what was
 * measured: factors of at least 1, learnt by leaving such runs out.
 *
 * @param gpu operators of the GPU are transferred, and no runs on such GPUs can be looked up
 * @param engine no run of the engine was measured
 * @param version no run of the engine's version was measured
 * @param family no run of the model's family was measured
 */
public record Widening(double gpu, double engine, double version, double family) {
  /** As wide as the runs say. */
  public static final Widening NONE = new Widening(1, 1, 1, 1);
}
