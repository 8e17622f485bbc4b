package io.foretoken.scenario.report;

import io.foretoken.scenario.chart.Ink;

/**
 * One figure of the strip at the head of a report.
 *
 * @param label what it is
 * @param ink colour of the label: that of the quantity
 * @param value the figure
 * @param unit its unit; may be empty
 * @param note a line below: the target, an interval, what it rests on
 */
public record Tile(String label, Ink ink, String value, String unit, String note) {}
