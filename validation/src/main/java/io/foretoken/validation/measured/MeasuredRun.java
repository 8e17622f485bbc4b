package io.foretoken.validation.measured;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One run on real GPUs.
 *
 * @param suite the suite it is scored in
 * @param id its name, unique within the suite
 * @param setup what served
 * @param load what was sent
 * @param figures what was measured
 * @param peers what other simulators made of it
 * @param regime whether service kept up
 * @param inSample whether constants of the model were fitted on it or on its siblings
 * @param source where it was published
 * @param assumptions what the source does not say and the replay assumes
 */
public record MeasuredRun(
    String suite,
    String id,
    Setup setup,
    Load load,
    Map<Metric, Double> figures,
    List<PeerFigure> peers,
    Regime regime,
    boolean inSample,
    Source source,
    List<String> assumptions) {
  /** Keeps copies, the figures in the order of {@link Metric}. */
  public MeasuredRun {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException(id + " has no measured figure");
    }
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    peers = List.copyOf(peers);
    assumptions = List.copyOf(assumptions);
  }

  /** The same run with something else serving. */
  public MeasuredRun with(Setup other) {
    return new MeasuredRun(
        suite, id, other, load, figures, peers, regime, inSample, source, assumptions);
  }

  /** The same run with something else sent. */
  public MeasuredRun with(Load other) {
    return new MeasuredRun(
        suite, id, setup, other, figures, peers, regime, inSample, source, assumptions);
  }

  /** The same run, known as one that constants were fitted on. */
  MeasuredRun asInSample() {
    return new MeasuredRun(
        suite, id, setup, load, figures, peers, regime, true, source, assumptions);
  }
}
