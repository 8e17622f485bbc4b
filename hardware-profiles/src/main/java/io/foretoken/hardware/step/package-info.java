/**
 * How long an engine step takes on given hardware: a model divided over GPUs, compiled with
 * operator coefficients and an engine profile into one step-time model. Implements {@code
 * sim.step}; may depend on {@code catalog}, {@code model}, {@code operator} and {@code engine}.
 */
package io.foretoken.hardware.step;
