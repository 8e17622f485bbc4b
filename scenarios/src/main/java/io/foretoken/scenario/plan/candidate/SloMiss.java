package io.foretoken.scenario.plan.candidate;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RequestClass;
import io.foretoken.scenario.figure.RequestClasses;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.Locale;
import java.util.Optional;

/**
 * A threshold that figures miss.
 *
 * @param what such as "TTFT p99"
 * @param thresholdNanos the bound
 * @param valueNanos what it was in place of that; NaN where only the share of requests is known
 * @param attained share of requests within the bound
 * @param target share that is asked for
 */
public record SloMiss(
    String what, long thresholdNanos, double valueNanos, double attained, double target) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** The threshold that figures miss by most; empty where they meet all. */
  public static Optional<SloMiss> worst(RequestClasses classes, PointFigures figures) {
    SloMiss worst = null;
    for (RequestClass each : classes.classes()) {
      for (Slo.Term term : each.slo().terms()) {
        SloMiss miss = of(classes, each, term, figures);
        boolean isMiss = miss.attained < miss.target;
        if (isMiss && (worst == null || miss.room() < worst.room())) {
          worst = miss;
        }
      }
    }
    return Optional.ofNullable(worst);
  }

  private static SloMiss of(
      RequestClasses classes, RequestClass each, Slo.Term term, PointFigures figures) {
    String metric = term.metric().name().toLowerCase(Locale.ROOT);
    String prefix = classes.areNamed() ? each.name() + "." : "";
    double attained =
        figures.attained().getOrDefault(prefix + metric + "_" + term.percentile(), 0.0);
    double seconds =
        classes.areNamed()
            ? Double.NaN
            : KeyFigure.named(metric + "_" + term.percentile() + "_s")
                .map(figures::value)
                .orElse(Double.NaN);
    return new SloMiss(
        (classes.areNamed() ? each.name() + ": " : "") + term.metric() + " " + term.percentile(),
        term.thresholdNanos(),
        seconds * NANOS_PER_SECOND,
        attained,
        term.target());
  }

  /** How far the share is from its target, as a part of the misses that are allowed. */
  private double room() {
    return (attained - target) / (1 - target);
  }

  /** Such as {@code "TTFT p99 misses by 142 ms"}. */
  public String words() {
    if (Double.isNaN(valueNanos) || valueNanos <= thresholdNanos) {
      return what
          + " misses: "
          + ReadableNumbers.number(100 * attained)
          + " % within "
          + ReadableNumbers.time((double) thresholdNanos);
    }
    return what + " misses by " + ReadableNumbers.time(valueNanos - thresholdNanos);
  }
}
