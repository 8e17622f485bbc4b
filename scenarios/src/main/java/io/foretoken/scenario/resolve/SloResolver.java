package io.foretoken.scenario.resolve;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.spec.SloSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the objective as written to thresholds with targets. */
final class SloResolver {
  private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,3})?)");
  private static final double PERCENT = 100;

  private SloResolver() {}

  static Slo resolve(Optional<SloSpec> spec, Problems problems) {
    return resolve(spec, "", problems);
  }

  /**
   * @param path what stands before {@code slo} in the paths of problems
   */
  static Slo resolve(Optional<SloSpec> spec, String path, Problems problems) {
    List<Slo.Term> terms = new ArrayList<>();
    spec.ifPresent(
        slo -> {
          add(terms, Slo.Metric.TTFT, path + "slo.ttft.", slo.ttft(), problems);
          add(terms, Slo.Metric.TPOT, path + "slo.tpot.", slo.tpot(), problems);
          add(terms, Slo.Metric.E2E, path + "slo.e2e.", slo.e2e(), problems);
        });
    return new Slo(List.copyOf(terms));
  }

  private static void add(
      List<Slo.Term> terms,
      Slo.Metric metric,
      String key,
      Optional<Map<String, Located<TimeSpan>>> thresholds,
      Problems problems) {
    thresholds
        .orElse(Map.of())
        .forEach(
            (percentile, threshold) -> {
              Matcher matcher = PERCENTILE.matcher(percentile);
              double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
              if (percent <= 0) {
                problems.add(
                    threshold.origin(),
                    key + percentile,
                    "\"" + percentile + "\" is not a percentile",
                    "write p50, p90, p95, p99 or p99.9");
              } else if (threshold.value().nanos() <= 0) {
                problems.add(
                    threshold.origin(),
                    key + percentile,
                    "a threshold of 0 can never be met",
                    "write a time above 0, such as 500ms");
              } else {
                terms.add(
                    new Slo.Term(metric, percentile, percent / PERCENT, threshold.value().nanos()));
              }
            });
  }
}
