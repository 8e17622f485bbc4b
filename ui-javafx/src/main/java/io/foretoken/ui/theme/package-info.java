/**
 * Colours, fonts and style sheet of the window, from the tokens that charts and reports have. Knows
 * JavaFX and {@code scenario.chart}.
 */
package io.foretoken.ui.theme;
