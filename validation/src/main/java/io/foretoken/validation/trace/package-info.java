/**
 * A user's own benchmark run beside what a scenario predicts for it: figures, distributions, errors
 * over time, as files and as a page. Depends on {@code benchmark}, {@code replay} and on {@code
 * io.foretoken.scenario}.
 */
package io.foretoken.validation.trace;
