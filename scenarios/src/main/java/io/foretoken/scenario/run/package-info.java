/** Runs of resolved scenarios. Depends on the figures, the cost and {@code sim-core}. */
package io.foretoken.scenario.run;
