/**
 * Many runs of one scenario with parameters changed: grids, points in parallel, a journal that
 * survives being killed, and what came of them. Depends on resolution, runs and statistics.
 */
package io.foretoken.scenario.sweep;
