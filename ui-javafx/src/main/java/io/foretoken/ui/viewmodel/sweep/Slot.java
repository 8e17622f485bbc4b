package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.util.Optional;

/**
 * A point of a curve, whether or not it is there yet.
 *
 * @param index number of the point in the grid
 * @param value of the knob, as written
 * @param x where it stands on the axis
 * @param figures what is known of it
 * @param failure why it could not be run; empty otherwise
 * @param coarse whether the figures are a first look
 * @param key of the point, where it was run in full
 */
public record Slot(
    int index,
    String value,
    double x,
    Optional<PointFigures> figures,
    String failure,
    boolean coarse,
    String key) {
  static Slot open(int index, String value, double x) {
    return new Slot(index, value, x, Optional.empty(), "", true, "");
  }

  /** The same as a first look: figures of an older question. */
  Slot stale() {
    return new Slot(index, value, x, figures, failure, true, "");
  }

  /** The same without figures of an older question. */
  Slot withoutOlder() {
    return coarse && key.isEmpty() ? open(index, value, x) : this;
  }

  /** A figure; NaN where it is not known, or means nothing because arrivals outrun service. */
  public double value(KeyFigure figure) {
    return figures.map(known -> known.value(figure)).orElse(Double.NaN);
  }

  /** Whether percentiles mean nothing, since arrivals outrun service. */
  public boolean isSaturated() {
    return figures.map(PointFigures::showsSaturated).orElse(false);
  }

  /** Whether it could not be simulated. */
  public boolean isFailed() {
    return !failure.isEmpty();
  }

  /** Whether it meets the objectives; points that are not there do not. */
  public boolean holds() {
    return figures.isPresent() && !isSaturated() && figures.get().sloMet().orElse(true);
  }
}
