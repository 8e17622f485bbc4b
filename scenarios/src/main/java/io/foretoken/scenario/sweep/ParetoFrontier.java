package io.foretoken.scenario.sweep;

import io.foretoken.scenario.statistic.KeyFigure;
import java.util.List;

/**
 * The points of a sweep that no other point beats in both of two figures. Points that failed, are
 * saturated or lack one of the figures are not judged.
 *
 * @param name in files and titles, such as {@code throughput-interactivity}
 * @param x figure on the horizontal axis
 * @param moreXIsBetter whether larger is better of it
 * @param y figure on the vertical axis
 * @param moreYIsBetter whether larger is better of it
 * @param judged indices of the points judged, ascending
 * @param points indices of the points on the frontier, by rising x, then by index
 */
public record ParetoFrontier(
    String name,
    KeyFigure x,
    boolean moreXIsBetter,
    KeyFigure y,
    boolean moreYIsBetter,
    List<Integer> judged,
    List<Integer> points) {}
