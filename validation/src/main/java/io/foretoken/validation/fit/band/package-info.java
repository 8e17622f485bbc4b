/**
 * Learns the error to expect of predictions from measured runs that no constant was fitted to.
 *
 * <p>Depends on {@code validation.suite} to predict measured runs, on {@code validation.measured}
 * for which runs constants were fitted to, and on {@code scenario.expected} for the shape of what
 * is learnt.
 */
package io.foretoken.validation.fit.band;
