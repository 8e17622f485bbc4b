/**
 * What tests of the simulation are written with: step times that can be added up by hand, sources
 * of listed requests, a bench that runs them, and answers that can be kept. Depends on sim-core
 * only.
 */
package io.foretoken.sim.testkit;
