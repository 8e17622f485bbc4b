package io.foretoken.scenario.chart;

import java.util.List;

/**
 * What a chart says at one place of its x axis, for whoever points there.
 *
 * @param value of the x axis
 * @param x where, px
 * @param lines a heading, then a line for each figure
 * @param dots positions of the figures
 */
public record Readout(double value, double x, List<String> lines, List<Mark.At> dots) {}
