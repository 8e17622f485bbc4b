package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.Latency;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.RunFigures;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.figure.SloFigures;
import io.foretoken.scenario.report.LimitInk;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run in eight figures. */
public final class RunAnswer {
  private static final String NONE = "-";

  private RunAnswer() {}

  /** The figures, from left to right. */
  public static List<AnswerFigure> of(SimulatedRun simulated) {
    RunFigures run = simulated.outcome().figures();
    int gpus = run.pools().get(0).facts().gpus();
    List<AnswerFigure> figures = new ArrayList<>();
    figures.add(requests(run.result().counts()));
    figures.add(latency("TTFT", Ink.ORANGE, run, run.ttft(), Slo.Metric.TTFT));
    figures.add(latency("TPOT", Ink.PURPLE, run, run.tpot(), Slo.Metric.TPOT));
    figures.add(latency("E2E", Ink.WINE, run, run.e2e(), Slo.Metric.E2E));
    figures.add(
        new AnswerFigure(
            "Output",
            Ink.BLUE,
            ReadableNumbers.number(run.outputTokensPerSecond()),
            "tokens/s",
            ReadableNumbers.number(run.outputTokensPerSecond() / gpus)
                + " a GPU, input "
                + ReadableNumbers.number(run.inputTokensPerSecond())));
    if (simulated.prepared().classes().haveObjectives()) {
      figures.add(goodput(run));
    }
    figures.add(
        simulated
            .outcome()
            .cost()
            .map(
                cost ->
                    new AnswerFigure(
                        "Per 1M output",
                        Ink.INK_2,
                        ReadableNumbers.usd(cost.reserved().output()),
                        "",
                        ReadableNumbers.usd(cost.full().output()) + " at full utilisation"))
            .orElse(new AnswerFigure("Per 1M output", Ink.INK_2, NONE, "", "no price known")));
    figures.add(
        new AnswerFigure(
            "Limit", Ink.INK_2, LimitInk.name(run.limit().limit()), "", limitShare(run)));
    return List.copyOf(figures);
  }

  private static AnswerFigure requests(RunResult.Counts counts) {
    List<String> rest = new ArrayList<>();
    count(rest, counts.refused() + counts.rejected(), "refused");
    count(rest, counts.timedOut(), "timed out");
    count(rest, counts.cancelled(), "cancelled");
    count(rest, counts.unfinished(), "unfinished");
    return new AnswerFigure(
        "Requests",
        Ink.INK_2,
        ReadableNumbers.count(counts.sent()),
        "",
        rest.isEmpty() ? "all finished" : String.join(", ", rest));
  }

  private static void count(List<String> words, long number, String what) {
    if (number > 0) {
      words.add(ReadableNumbers.count(number) + " " + what);
    }
  }

  private static AnswerFigure latency(
      String name, Ink ink, RunFigures run, Latency latency, Slo.Metric metric) {
    String label = name + " p99" + (latency.hasFirmP99() ? "" : "*");
    if (latency.count() == 0) {
      return new AnswerFigure(label, ink, NONE, "", "no request");
    }
    if (run.showsSaturated()) {
      return new AnswerFigure(label, ink, "saturated", "", "grows with the run");
    }
    String value = ReadableNumbers.time(latency.p99());
    int space = value.lastIndexOf(' ');
    String median = "p50 " + ReadableNumbers.time(latency.p50());
    Optional<SloFigures.TermFigures> judged =
        run.slo().terms().stream().filter(term -> term.term().metric() == metric).findFirst();
    String note =
        judged
            .map(
                term ->
                    median
                        + ", SLO "
                        + (term.term().percentile().equals("p99")
                            ? ""
                            : term.term().percentile() + " ")
                        + ReadableNumbers.time((double) term.term().thresholdNanos())
                        + (term.met() ? " ✓" : " ✕"))
            .orElse(median);
    return new AnswerFigure(
        label, ink, value.substring(0, space), value.substring(space + 1), note);
  }

  private static AnswerFigure goodput(RunFigures run) {
    double share =
        run.requestsPerSecond() > 0 ? run.slo().goodput() / run.requestsPerSecond() : Double.NaN;
    return new AnswerFigure(
        "Goodput",
        Ink.GREEN,
        ReadableNumbers.number(run.slo().goodput()),
        "req/s",
        ReadableNumbers.percent(share)
            + " of "
            + ReadableNumbers.number(run.requestsPerSecond())
            + " met every SLO");
  }

  private static String limitShare(RunFigures run) {
    String share = ReadableNumbers.percent(run.limit().share());
    return switch (run.limit().limit()) {
      case MAX_NUM_SEQS, KV_CAPACITY, TOKEN_BUDGET, RUNNING_BATCH, QUEUE_DELAY ->
          share + " of mean TTFT";
      case NONE -> share + " of the time idle";
      default -> share + " of step time";
    };
  }
}
