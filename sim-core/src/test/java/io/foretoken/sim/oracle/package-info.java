/**
 * The shipped engine against its specification: many random scenarios, each simulated by the naive
 * engine and by the fast one, and everything that can be observed compared for equality.
 */
package io.foretoken.sim.oracle;
