/**
 * Engines, policies and sources that break an invariant, each caught by the check of its number.
 */
package io.foretoken.sim.check;
