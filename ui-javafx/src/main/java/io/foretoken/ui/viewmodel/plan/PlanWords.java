package io.foretoken.ui.viewmodel.plan;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.figure.Slo;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetPart;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.scenario.plan.verify.Verification;
import io.foretoken.scenario.plan.verify.VerifiedLoad;
import io.foretoken.scenario.report.Provenance;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.ui.viewmodel.AnswerFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a plan comes to, in words. */
public final class PlanWords {
  private static final double NANOS_PER_SECOND = 1e9;

  private PlanWords() {}

  /** The figures that answer. */
  public static List<AnswerFigure> answer(Planned planned) {
    PlanResult plan = planned.result();
    List<AnswerFigure> figures = new ArrayList<>();
    if (plan.fleet().isEmpty()) {
      figures.add(new AnswerFigure("Fleet", Ink.INK_2, "None holds", "", ""));
      return figures;
    }
    FleetPlan fleet = plan.fleet().get();
    figures.add(
        new AnswerFigure(
            plan.verdict().holds() ? "Cheapest fleet that holds" : "Nearest fleet, does not hold",
            Ink.INK_2,
            times(fleet.words()),
            "",
            sizes(fleet)));
    figures.add(
        new AnswerFigure(
            "A month",
            Ink.INK_2,
            ReadableNumbers.usd(fleet.money().usdPerMonth()),
            "",
            range(plan)));
    figures.add(
        new AnswerFigure(
            "Per 1M output tokens",
            Ink.INK_2,
            ReadableNumbers.usd(fleet.money().usdPer1mOutput()),
            "",
            ReadableNumbers.usd(fleet.money().usdPer1mOutput() * use(plan.forecast(), fleet))
                + " at full utilisation"));
    plan.verification()
        .ifPresent(
            done -> {
              latency(planned, done, Slo.Metric.TTFT, Ink.ORANGE).ifPresent(figures::add);
              latency(planned, done, Slo.Metric.TPOT, Ink.PURPLE).ifPresent(figures::add);
            });
    return figures;
  }

  private static String times(String words) {
    return words.replace(" x ", " × ");
  }

  private static String sizes(FleetPlan fleet) {
    int least = fleet.trough().replicas();
    return least == fleet.peak().replicas()
        ? "all week"
        : "at the peak, " + least + " at the least";
  }

  private static String range(PlanResult plan) {
    FleetPlan low = plan.fleets().get(ForecastCase.LOW);
    FleetPlan high = plan.fleets().get(ForecastCase.HIGH);
    if (low == null || high == null) {
      return plan.budgetUsdPerMonth().isPresent()
          ? "budget " + ReadableNumbers.usd(plan.budgetUsdPerMonth().getAsDouble())
          : "";
    }
    return ReadableNumbers.usd(low.money().usdPerMonth())
        + " to "
        + ReadableNumbers.usd(high.money().usdPerMonth());
  }

  /** The worst of a latency under all loads that must hold. */
  private static Optional<AnswerFigure> latency(
      Planned planned, Verification done, Slo.Metric metric, Ink ink) {
    Optional<Slo.Term> term =
        planned.classes().classes().get(0).slo().terms().stream()
            .filter(each -> each.metric() == metric)
            .findFirst();
    String percentile = term.map(Slo.Term::percentile).orElse("p99");
    Optional<KeyFigure> figure =
        KeyFigure.named(metric.name().toLowerCase(Locale.ROOT) + "_" + percentile + "_s");
    Optional<VerifiedLoad> worst =
        figure.flatMap(
            key ->
                done.loads().stream()
                    .filter(load -> done.isRequired(load) && Double.isFinite(value(load, key)))
                    .max(Comparator.comparingDouble(load -> value(load, key))));
    if (worst.isEmpty()) {
      return Optional.empty();
    }
    double nanos = value(worst.get(), figure.get()) * NANOS_PER_SECOND;
    String[] words = ReadableNumbers.time(nanos).split(" ", -1);
    String where =
        (worst.get().kind() == VerifiedLoad.Kind.ONE_DOWN ? "one down" : worst.get().kind().word())
            + ", "
            + worst.get().name();
    boolean isJudged = term.isPresent() && !planned.classes().areNamed();
    String verdict =
        isJudged
            ? "SLO "
                + ReadableNumbers.time((double) term.get().thresholdNanos())
                + (nanos <= term.get().thresholdNanos() ? " ✓ " : " ✕ ")
            : "";
    return Optional.of(
        new AnswerFigure(
            metric.name() + " " + percentile + ", simulated",
            ink,
            words[0],
            words.length > 1 ? words[1] : "",
            verdict + where));
  }

  private static double value(VerifiedLoad load, KeyFigure figure) {
    return load.figures().map(figures -> figures.value(figure)).orElse(Double.NaN);
  }

  /** Share of the requests that the fleet could serve within the SLO which the forecast has. */
  static double use(Forecast forecast, FleetPlan fleet) {
    double most =
        fleet.steps().stream().mapToDouble(step -> step.capacity() * step.hours() * 3600).sum();
    return most == 0 ? Double.NaN : forecast.requestsPerWeek(ForecastCase.EXPECTED) / most;
  }

  /** Whether the plan's fleet holds, as a pill. */
  public static String pill(PlanResult plan) {
    if (!plan.verdict().holds()) {
      return "✕ no fleet holds";
    }
    boolean oneDown =
        plan.headroom() && plan.verification().filter(Verification::holdsWithOneDown).isPresent();
    return oneDown ? "✓ holds with one replica down" : "✓ holds";
  }

  /** How far the figures can be trusted, and what they rest on. */
  public static String basis(PlanResult plan) {
    String provenance =
        plan.fleet().stream()
            .flatMap(fleet -> fleet.peak().parts().stream())
            .map(part -> plan.candidates().get(part.candidate()).candidate().provenance())
            .distinct()
            .map(word -> Provenance.ring(word) + " " + word)
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    String simulated =
        plan.verification()
            .map(done -> ReadableNumbers.count(done.requests()) + " requests simulated")
            .orElse("");
    return provenance + (provenance.isEmpty() || simulated.isEmpty() ? "" : "; ") + simulated;
  }

  /** What is missing and what would do; empty where a fleet holds. */
  public static String miss(PlanResult plan) {
    return plan.verdict().holds()
        ? ""
        : "Nearest miss: "
            + times(plan.verdict().nearestMiss())
            + ". What would: "
            + plan.verdict().remedy()
            + ".";
  }

  /** What one step of the capacity is. */
  public static String step(PlanResult plan) {
    if (plan.fleet().isEmpty()) {
      return "";
    }
    List<FleetPart> parts = plan.fleet().get().peak().parts();
    if (parts.isEmpty() || parts.stream().map(FleetPart::candidate).distinct().count() > 1) {
      return "";
    }
    CandidateCapacity known = plan.candidates().get(parts.get(0).candidate());
    String limit = known.search().map(found -> found.limit()).orElse("");
    return "one step is a replica, "
        + parts.get(0).name()
        + ": "
        + ReadableNumbers.number(known.perReplica())
        + " req/s within the SLO"
        + (limit.isEmpty() ? "" : ", limited by " + limit.toLowerCase(Locale.ROOT));
  }

  /**
   * A line of what it costs.
   *
   * @param paid as the fleet is used
   * @param full with every replica as busy as the SLO allows
   */
  public record Cost(String label, String paid, String full) {}

  /** What the fleet costs, what is paid beside what full utilisation would give. */
  public static List<Cost> costs(PlanResult plan) {
    if (plan.fleet().isEmpty()) {
      return List.of();
    }
    FleetPlan fleet = plan.fleet().get();
    double use = use(plan.forecast(), fleet);
    List<Cost> costs = new ArrayList<>();
    costs.add(cost("Per 1M output tokens", fleet.money().usdPer1mOutput(), use));
    costs.add(cost("Per 1M tokens in and out", fleet.money().usdPer1mTotal(), use));
    costs.add(cost("Per 1,000 requests", fleet.money().usdPerRequest() * 1000, use));
    costs.add(new Cost("Use of the fleet", ReadableNumbers.percent(use), "100 %"));
    costs.add(
        new Cost("An hour, in the mean", ReadableNumbers.usd(fleet.money().usdPerHour()), "–"));
    costs.add(new Cost("A month", ReadableNumbers.usd(fleet.money().usdPerMonth()), "–"));
    for (ForecastCase which : List.of(ForecastCase.LOW, ForecastCase.HIGH)) {
      FleetPlan other = plan.fleets().get(which);
      if (other != null) {
        costs.add(
            new Cost(
                which == ForecastCase.LOW
                    ? "Low, " + other.peak().replicas() + " at the peak, a month"
                    : "High, " + other.peak().replicas() + " at the peak, a month",
                ReadableNumbers.usd(other.money().usdPerMonth()),
                "–"));
      }
    }
    costs.add(
        new Cost(
            "GPU-hours a month", ReadableNumbers.number(fleet.money().gpuHoursPerMonth()), "–"));
    return costs;
  }

  private static Cost cost(String label, double usd, double use) {
    return new Cost(label, ReadableNumbers.usd(usd), ReadableNumbers.usd(usd * use));
  }

  /** Whose prices the fleet is paid with. */
  public static String prices(PlanResult plan) {
    return plan.fleet().stream()
        .flatMap(fleet -> fleet.peak().parts().stream())
        .map(part -> price(plan, part))
        .distinct()
        .reduce((a, b) -> a + "; " + b)
        .map(words -> words + ". A month has 730.5 hours.")
        .orElse("");
  }

  private static String price(PlanResult plan, FleetPart part) {
    String gpu = plan.candidates().get(part.candidate()).candidate().gpu();
    return ReadableNumbers.cents(part.usdPerGpuHour())
        + " a GPU hour of "
        + gpu
        + ", "
        + part.term().word()
        + plan.prices()
            .of(gpu, part.term())
            .map(
                price ->
                    ": " + price.source() + (price.asOf().isEmpty() ? "" : ", " + price.asOf()))
            .orElse("");
  }

  /** Words as a sentence. */
  public static String sentence(String words) {
    return words.isEmpty()
        ? ""
        : words.substring(0, 1).toUpperCase(Locale.ROOT)
            + words.substring(1)
            + (words.endsWith(".") ? "" : ".");
  }
}
