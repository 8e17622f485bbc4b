package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.chart.Ink;

/**
 * A number that answers, as a strip above a screen shows it.
 *
 * @param label of the quantity
 * @param ink its hue
 * @param value without its unit
 * @param unit may be empty
 * @param note below it, small
 */
public record AnswerFigure(String label, Ink ink, String value, String unit, String note) {}
