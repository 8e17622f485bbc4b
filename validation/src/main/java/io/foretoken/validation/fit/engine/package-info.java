/**
 * Fits the constants of engine profiles to measured runs, by simulating them.
 *
 * <p>Depends on {@code validation.measured} for runs and {@code validation.replay} to simulate
 * them.
 */
package io.foretoken.validation.fit.engine;
