package io.foretoken.scenario.chart;

import java.util.function.DoubleFunction;

/**
 * An axis of a chart.
 *
 * @param name quantity and unit; stands above a y axis, below an x axis
 * @param scale from values to places
 * @param label writes a tick's value
 * @param ink colour of its name and labels: that of its quantity where there is one
 */
public record Axis(String name, Scale scale, DoubleFunction<String> label, Ink ink) {
  /** An axis in the neutral colour. */
  public static Axis of(String name, Scale scale, DoubleFunction<String> label) {
    return new Axis(name, scale, label, Ink.INK_2);
  }
}
