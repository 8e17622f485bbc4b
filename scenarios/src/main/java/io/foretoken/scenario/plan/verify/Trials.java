package io.foretoken.scenario.plan.verify;

import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.plan.forecast.Forecast;
import io.foretoken.scenario.plan.forecast.ForecastCase;
import io.foretoken.scenario.plan.forecast.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loads that a fleet is tried under: the highest load of each of its sizes, in steady state and
 * with one replica of each kind down; of the rises by more than {@link #RISE} into a size the one
 * to the highest rate from the lowest; and the spikes of its periods. Lower loads on the same
 * replicas are taken to do no worse.
 */
final class Trials {
  /** Rise of the rate from one piece of the week to the next above which it is tried. */
  static final double RISE = 0.2;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Forecast forecast;
  private final ForecastCase which;
  private final List<Trial> trials = new ArrayList<>();

  private Trials(Forecast forecast, FleetPlan fleet) {
    this.forecast = forecast;
    which = fleet.forecastCase();
  }

  /** Those of a fleet; sizes without any load are passed over. */
  static List<Trial> of(Forecast forecast, FleetPlan fleet) {
    Trials trials = new Trials(forecast, fleet);
    for (int step = 0; step < fleet.steps().size(); step++) {
      FleetStep size = fleet.steps().get(step);
      if (size.load() > 0) {
        trials.add(step, size);
      }
    }
    return List.copyOf(trials.trials);
  }

  private void add(int step, FleetStep size) {
    for (Share share : Share.of(size)) {
      trials.add(trial(step, VerifiedLoad.Kind.STEADY, size.name(), share, size.load()));
    }
    for (Share down : Share.of(size)) {
      for (Share share : Share.of(size, down.candidate())) {
        trials.add(trial(step, VerifiedLoad.Kind.ONE_DOWN, size.name(), share, size.load()));
      }
    }
    rise(size)
        .ifPresent(
            rise -> {
              for (Share share : Share.of(size)) {
                trials.add(
                    new Trial(
                        step,
                        VerifiedLoad.Kind.RISE,
                        rise.name,
                        share,
                        rise.from,
                        rise.to,
                        1,
                        Double.NaN));
              }
            });
    worstSpike(size)
        .ifPresent(
            period -> {
              for (Share share : Share.of(size)) {
                trials.add(
                    new Trial(
                        step,
                        VerifiedLoad.Kind.SPIKE,
                        period.name(),
                        share,
                        Double.NaN,
                        period.rates().of(which),
                        period.spike().orElseThrow().factor(),
                        period.spike().get().nanos() / NANOS_PER_SECOND));
              }
            });
  }

  private static Trial trial(
      int step, VerifiedLoad.Kind kind, String name, Share share, double rate) {
    return new Trial(step, kind, name, share, Double.NaN, rate, 1, Double.NaN);
  }

  /** A rise from one piece to the next. */
  private record Rise(String name, double from, double to) {}

  private Optional<Rise> rise(FleetStep size) {
    Rise worst = null;
    int count = forecast.week().size();
    for (int piece : size.pieces()) {
      Period before = periodOf((piece + count - 1) % count);
      Period here = periodOf(piece);
      double from = before.rates().of(which);
      double to = here.rates().of(which);
      boolean isWorse = worst == null || to > worst.to || (to == worst.to && from < worst.from);
      if (to > from * (1 + RISE) && isWorse) {
        worst = new Rise(before.name() + " to " + here.name(), from, to);
      }
    }
    return Optional.ofNullable(worst);
  }

  private Optional<Period> worstSpike(FleetStep size) {
    Period worst = null;
    for (int piece : size.pieces()) {
      Period here = periodOf(piece);
      if (here.spike().isPresent() && (worst == null || height(here) > height(worst))) {
        worst = here;
      }
    }
    return Optional.ofNullable(worst);
  }

  private double height(Period period) {
    return period.rates().of(which) * period.spike().orElseThrow().factor();
  }

  private Period periodOf(int piece) {
    return forecast.periods().get(forecast.week().get(piece).period());
  }
}
