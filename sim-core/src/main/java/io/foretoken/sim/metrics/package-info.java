/** What a run is measured by: per-request columns, time-weighted means, the result of a run. */
package io.foretoken.sim.metrics;
