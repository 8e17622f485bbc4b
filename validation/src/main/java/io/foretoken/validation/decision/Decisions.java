package io.foretoken.validation.decision;

import io.foretoken.validation.score.ScoredRun;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures on decisions of one suite, by name; counts, and percentages as numbers. */
public final class Decisions {
  private Decisions() {}

  /** Takes every decision that the suite's runs allow to be judged. */
  public static Map<String, Double> of(List<ScoredRun> runs) {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<ServingPoint> points = ServingPoint.of(runs);
    ConfigurationChoice.score(points, figures);
    ObjectiveVerdicts.score(points, figures);
    LargestConcurrency.score(points, figures);
    LoadVerdicts.scoreKvLimited(points, figures);
    LoadVerdicts.scoreOverload(runs, figures);
    return Collections.unmodifiableMap(figures);
  }
}
