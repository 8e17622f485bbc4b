package io.foretoken.scenario.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The files that a folder of results may hold. What is not listed here is somebody else's and never
 * overwritten.
 */
public enum ResultFile {
  /** Every figure of the run. */
  SUMMARY("summary.json"),
  /** One row per request. */
  REQUESTS("requests.csv"),
  /** One row per sampling interval. */
  TIMESERIES("timeseries.csv"),
  /** What it costs. */
  COST("cost.csv"),
  /** All of it for people to look at. */
  REPORT("report.html"),
  /** Predicted against measured, one row per run and figure. */
  RUNS("runs.csv"),
  /** Errors and decisions by suite. */
  VALIDATION("validation.json"),
  /** Errors by regime, GPU, model, engine and load. */
  ERRORS("errors.csv"),
  /** The runs with the largest errors, and why. */
  WORST("worst.csv"),
  /** Measured runs that were not compared, and why. */
  SKIPPED("skipped.csv"),
  /** Engine steps that were sampled, beside the simulated ones. */
  STEPS("steps.csv"),
  /** What a sweep that has not ended has done so far. */
  JOURNAL("journal.jsonl"),
  /** The points of a sweep, one line each. */
  POINTS("points.csv"),
  /** The points of a sweep with everything that is known of them, one object a line. */
  POINTS_JSON("points.jsonl"),
  /** The points of a sweep that are not beaten, and those that are, for each pair of figures. */
  FRONTIERS("frontiers.csv"),
  /** How much load a deployment holds. */
  CAPACITY("capacity.json"),
  /** The loads that were tried to find out. */
  PROBES("probes.csv"),
  /** The cheapest fleet for a forecast. */
  PLAN("plan.json"),
  /** What runs when and what it costs, one row per kind of replica and size of the fleet. */
  PLAN_CSV("plan.csv"),
  /** Every candidate and why it was taken or not. */
  PLAN_CANDIDATES("plan-candidates.csv"),
  /** The scenario of the fleet at its peak, to be run. */
  PLAN_FLEET("fleet.yaml"),
  /** The commands that start the fleet. */
  PLAN_SERVE("serve.sh"),
  /** Two things beside each other. */
  COMPARISON("comparison.json"),
  /** The same, one row per figure. */
  COMPARISON_CSV("comparison.csv"),
  /** Measured and predicted requests, one row each. */
  RESIDUALS("residuals.csv"),
  /** The commands that would measure a prediction. */
  REPRODUCE("reproduce.sh"),
  /** Alerts for Prometheus. */
  ALERTS("alerts.yaml"),
  /** Options of a serving command. */
  ENGINE_OPTIONS("engine-options.yaml");

  private final String fileName;

  ResultFile(String fileName) {
    this.fileName = fileName;
  }

  /** The file's name in the folder. */
  public String fileName() {
    return fileName;
  }

  /**
   * The file's name where there is one for each of several kinds of something, such as {@code
   * fleet-h100-sxm-80gb-fp8.yaml}.
   *
   * @param kind its name; what is neither a letter, a digit nor a dot becomes a hyphen
   */
  public String fileName(String kind) {
    int dot = fileName.lastIndexOf('.');
    String word = kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    return fileName.substring(0, dot) + "-" + word + fileName.substring(dot);
  }

  /** The result of that name, if it is one. */
  public static Optional<ResultFile> named(String fileName) {
    return Arrays.stream(values())
        .filter(file -> file.fileName.equals(fileName) || file.isOfKind(fileName))
        .findFirst();
  }

  private boolean isOfKind(String name) {
    int dot = fileName.lastIndexOf('.');
    return (this == PLAN_FLEET || this == PLAN_SERVE)
        && name.startsWith(fileName.substring(0, dot) + "-")
        && name.endsWith(fileName.substring(dot));
  }
}
