/**
 * Pictures of a run, laid out for a size: marks that the window paints and that files of SVG and
 * PNG hold alike. Knows view models and {@code scenario.chart}, no JavaFX.
 */
package io.foretoken.ui.picture;
