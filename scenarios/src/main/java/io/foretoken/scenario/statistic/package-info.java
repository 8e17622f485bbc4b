/**
 * Figures by name, over replications: Student t intervals and MSER-5. Depends on the run, its
 * figures and its cost.
 */
package io.foretoken.scenario.statistic;
