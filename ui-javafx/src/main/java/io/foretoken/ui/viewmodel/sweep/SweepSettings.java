package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.sweep.SweepLoad;
import io.foretoken.ui.viewmodel.sweep.WhatIf.Slider;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the user asks of the sweep screen.
 *
 * @param knob what is swept
 * @param range its values, as {@code --param} takes them
 * @param load what load the points see
 * @param percentile which percentile charts and answers show
 * @param whatIf values of sliders that are not the scenario's
 */
public record SweepSettings(
    Knob knob, String range, SweepLoad load, Percentile percentile, Map<Slider, Double> whatIf) {
  /** Keeps a copy. */
  public SweepSettings {
    whatIf = Map.copyOf(whatIf);
  }

  /** What is asked of a knob before anybody asks for something else. */
  static SweepSettings first(Knob knob) {
    boolean isArrivals = knob.path().startsWith("workload.arrivals");
    return new SweepSettings(
        knob,
        knob.range(),
        isArrivals ? SweepLoad.AT_RATE : SweepLoad.FULL,
        Percentile.P99,
        Map.of());
  }

  SweepSettings withKnob(Knob other) {
    boolean isArrivals = other.path().startsWith("workload.arrivals");
    return new SweepSettings(
        other, other.range(), isArrivals ? SweepLoad.AT_RATE : load, percentile, whatIf);
  }

  SweepSettings withRange(String other) {
    return new SweepSettings(knob, other, load, percentile, whatIf);
  }

  SweepSettings withLoad(SweepLoad other) {
    return new SweepSettings(knob, range, other, percentile, whatIf);
  }

  SweepSettings withPercentile(Percentile other) {
    return new SweepSettings(knob, range, load, other, whatIf);
  }

  SweepSettings withSlider(Slider slider, double value) {
    Map<Slider, Double> changed = new EnumMap<>(Slider.class);
    changed.putAll(whatIf);
    changed.put(slider, value);
    return new SweepSettings(knob, range, load, percentile, changed);
  }

  SweepSettings without(Slider slider) {
    Map<Slider, Double> changed = new EnumMap<>(Slider.class);
    changed.putAll(whatIf);
    changed.remove(slider);
    return new SweepSettings(knob, range, load, percentile, changed);
  }

  SweepSettings asWritten() {
    return new SweepSettings(knob, range, load, percentile, Map.of());
  }

  /** Whether arrivals are swept, so that a batch cannot be kept full. */
  public boolean sweepsArrivals() {
    return knob.path().startsWith("workload.arrivals");
  }
}
