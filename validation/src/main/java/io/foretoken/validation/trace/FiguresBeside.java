package io.foretoken.validation.trace;

import io.foretoken.scenario.expected.ErrorBand;
import io.foretoken.scenario.expected.ExpectedError;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.sim.metrics.Distribution;
import io.foretoken.validation.benchmark.BenchmarkFigure;
import io.foretoken.validation.benchmark.BenchmarkQuantity;
import io.foretoken.validation.benchmark.BenchmarkRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures that a benchmark run and a simulation have in common. */
final class FiguresBeside {
  private static final double PICOS_PER_SECOND = 1e12;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final List<String> STATISTICS = List.of("mean", "p50", "p90", "p95", "p99");
  private static final String OF_REQUESTS = "requests";

  private final BenchmarkRun run;
  private final RunFigures predicted;
  private final ExpectedError expected;
  private final List<TraceFigure> figures = new ArrayList<>();

  private FiguresBeside(BenchmarkRun run, RunOutcome outcome, boolean openLoop) {
    this.run = run;
    predicted = outcome.figures();
    expected = ExpectedError.of(predicted, openLoop);
  }

  static List<TraceFigure> of(BenchmarkRun run, RunOutcome outcome, boolean openLoop) {
    FiguresBeside beside = new FiguresBeside(run, outcome, openLoop);
    beside.latencies(BenchmarkQuantity.TTFT, ExpectedError.Latency.TTFT, beside.predicted.ttft());
    beside.latencies(BenchmarkQuantity.TPOT, ExpectedError.Latency.TPOT, beside.predicted.tpot());
    beside.latencies(BenchmarkQuantity.ITL, ExpectedError.Latency.ITL, beside.predicted.itl());
    beside.latencies(BenchmarkQuantity.E2E, ExpectedError.Latency.E2E, beside.predicted.e2e());
    beside.rates();
    return List.copyOf(beside.figures);
  }

  private void latencies(
      BenchmarkQuantity quantity, ExpectedError.Latency latency, Latency values) {
    Optional<Distribution> listed =
        run.requests().map(requests -> requests.distribution(quantity)).filter(d -> d.count() > 0);
    for (String statistic : STATISTICS) {
      double prediction = value(values, statistic) / NANOS_PER_SECOND;
      ErrorBand band =
          expected.of(latency, ExpectedError.Statistic.valueOf(statistic.toUpperCase(Locale.ROOT)));
      if (listed.isPresent()) {
        add(
            quantity,
            statistic,
            value(listed.get(), statistic) / PICOS_PER_SECOND,
            0,
            OF_REQUESTS,
            prediction,
            band);
      } else {
        run.figure(quantity, statistic)
            .ifPresent(
                own ->
                    add(
                        quantity,
                        statistic,
                        own.value(),
                        own.uncertainty(),
                        own.name(),
                        prediction,
                        band));
      }
    }
  }

  private void add(
      BenchmarkQuantity quantity,
      String statistic,
      double measured,
      double uncertainty,
      String origin,
      double prediction,
      ErrorBand band) {
    if (measured > 0 && Double.isFinite(measured) && Double.isFinite(prediction)) {
      figures.add(
          new TraceFigure(
              quantity,
              statistic,
              measured,
              uncertainty,
              origin,
              prediction,
              Optional.ofNullable(band)));
    }
  }

  private static double value(Latency values, String statistic) {
    return switch (statistic) {
      case "mean" -> values.mean();
      case "p50" -> values.p50();
      case "p90" -> values.p90();
      case "p95" -> values.p95();
      default -> values.p99();
    };
  }

  private static double value(Distribution values, String statistic) {
    return statistic.equals("mean")
        ? values.mean()
        : values.percentile(Integer.parseInt(statistic.substring(1)));
  }

  private void rates() {
    double seconds = run.requests().map(requests -> requests.seconds()).orElse(Double.NaN);
    boolean listed = seconds > 0;
    double count = listed ? run.requests().get().size() / seconds : Double.NaN;
    double output = listed ? run.requests().get().outputTokens() / seconds : Double.NaN;
    rate(BenchmarkQuantity.REQUESTS, count, predicted.requestsPerSecond());
    rate(BenchmarkQuantity.OUTPUT, output, predicted.outputTokensPerSecond());
  }

  private void rate(BenchmarkQuantity quantity, double ofRequests, double prediction) {
    Optional<BenchmarkFigure> own = run.figure(quantity, "");
    boolean listed = Double.isFinite(ofRequests);
    if (listed || own.isPresent()) {
      add(
          quantity,
          "",
          listed ? ofRequests : own.get().value(),
          0,
          listed ? OF_REQUESTS : own.get().name(),
          prediction,
          expected.throughput());
    }
  }
}
