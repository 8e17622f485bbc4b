/**
 * What must hold at every event of a run, checked in checked mode. The numbers I1, I2 ... are those
 * of {@code docs/invariants.md}. Depends on requests, engines and meters, and changes none of them.
 */
package io.foretoken.sim.check;
