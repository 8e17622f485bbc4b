/**
 * Fits an engine's constants to a user's own runs: {@link
 * io.foretoken.validation.calibrate.Calibration#run} is the way in, for the command and the
 * workbench alike.
 *
 * <p>Depends on {@code validation.measured} for runs, {@code validation.replay} to simulate them
 * and {@code validation.fit} to fit.
 */
package io.foretoken.validation.calibrate;
