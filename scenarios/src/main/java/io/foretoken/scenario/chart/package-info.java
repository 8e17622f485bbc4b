/**
 * Charts as lists of marks, and painters of marks: SVG, and PNG by Java2D without a screen. A chart
 * is laid out once for a size; every painter draws the same marks. Marks know no painter and no
 * window toolkit. Depends on the JDK alone.
 */
package io.foretoken.scenario.chart;
