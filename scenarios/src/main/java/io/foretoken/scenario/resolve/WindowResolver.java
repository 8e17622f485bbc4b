package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.scenario.spec.StopSpec;
import io.foretoken.scenario.spec.StopSpec.WindowKind;
import io.foretoken.sim.RunSettings;
import io.foretoken.sim.metrics.MeasureWindow;
import io.foretoken.workload.client.StopRule;
import java.util.Optional;

/** From the stop section as written to when arrivals end and what is measured. */
final class WindowResolver {
  private static final long FIRST_BUCKET_NANOS = 10_000_000L;
  private static final long DEFAULT_DURATION_NANOS = 600_000_000_000L;
  private static final double DEFAULT_WARMUP_SHARE = 0.1;

  /**
   * The stop section, resolved.
   *
   * @param stop when arrivals end
   * @param arrivalsEndNanos the same by the clock, {@link Long#MAX_VALUE} without a duration
   */
  record Resolved(StopRule stop, RunSettings settings, long arrivalsEndNanos) {}

  private WindowResolver() {}

  /**
   * Resolves it.
   *
   * @param load decides on defaults: a load that ends by itself, changes its rate or is a closed
   *     loop is measured as a whole
   */
  static Resolved resolve(
      Optional<StopSpec> written, ResolvedClasses load, boolean checked, Problems problems) {
    boolean endsByItself = load.endsByItself();
    boolean openLoop = !load.isClosedLoop();
    Optional<Long> requests = written.flatMap(StopSpec::requests).map(Located::value);
    Optional<Long> duration = written.flatMap(StopSpec::duration).map(span -> span.value().nanos());
    if (duration.isEmpty() && requests.isEmpty() && !endsByItself) {
      duration = Optional.of(DEFAULT_DURATION_NANOS);
    }
    boolean steady =
        openLoop
            && duration.isPresent()
            && requests.isEmpty()
            && !endsByItself
            && load.keepTheirRate();
    if (written.flatMap(StopSpec::window).isPresent()) {
      steady = written.get().window().get().value() == WindowKind.STEADY;
    }
    long end = duration.orElse(Long.MAX_VALUE);
    MeasureWindow window = MeasureWindow.WHOLE;
    Optional<Located<TimeSpan>> warmup = written.flatMap(StopSpec::warmup);
    if (steady && duration.isEmpty()) {
      problems.add(
          written.orElseThrow().window().orElseThrow().origin(),
          "stop.window",
          "a steady window needs an end",
          "give stop.duration, or measure the whole run");
    } else if (steady) {
      long start =
          warmup.map(span -> span.value().nanos()).orElse((long) (end * DEFAULT_WARMUP_SHARE));
      if (start >= end) {
        problems.add(
            warmup.get().origin(),
            "stop.warmup",
            "the warm-up is as long as the run",
            "give a warm-up shorter than stop.duration");
      } else {
        window = MeasureWindow.steady(start, end);
      }
    } else if (warmup.isPresent() && warmup.get().value().nanos() > 0) {
      problems.add(
          warmup.get().origin(),
          "stop.warmup",
          "a run measured as a whole has no warm-up",
          "remove it, or give stop.duration and window: steady");
    }
    boolean drain = written.map(stop -> stop.drain().value()).orElse(true);
    if (!drain && duration.isEmpty()) {
      problems.add(
          written.orElseThrow().drain().origin(),
          "stop.drain",
          "without a duration there is nothing to cut at",
          "give stop.duration, or let the run drain");
    }
    RunSettings settings =
        new RunSettings(window, drain ? Long.MAX_VALUE : end, FIRST_BUCKET_NANOS, checked);
    return new Resolved(new StopRule(end, requests.orElse(Long.MAX_VALUE)), settings, end);
  }
}
