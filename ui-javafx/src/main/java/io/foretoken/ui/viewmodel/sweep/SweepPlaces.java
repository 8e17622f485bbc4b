package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.statistic.KeyFigure;

/** Where points stand on the axes of charts that are not about the knob. */
public final class SweepPlaces {
  private SweepPlaces() {}

  /** Output tokens/s that one user sees. */
  public static double speed(Slot slot) {
    return slot.value(KeyFigure.OUTPUT_TOKENS_PER_S_PER_USER);
  }
}
