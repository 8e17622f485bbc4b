/**
 * How fast the engine simulates and how much memory it takes: a bare loop as the measure, the
 * engine on the loads that matter, JMH around both. May depend on every module below {@code
 * scenarios}; nothing depends on it.
 */
package io.foretoken.benchmarks;
