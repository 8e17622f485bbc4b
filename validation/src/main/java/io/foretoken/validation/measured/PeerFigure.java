package io.foretoken.validation.measured;

/**
 * What another simulator made of a measured run.
 *
 * @param simulator its name
 * @param metric the figure
 * @param errorPercent its absolute error by its own clock and its own measured value, percent
 */
public record PeerFigure(String simulator, Metric metric, double errorPercent) {}
