/**
 * Paints the marks of {@code scenario.chart} in the window and follows the mouse. Knows JavaFX and
 * {@code scenario.chart}, no view models.
 */
package io.foretoken.ui.chart;
