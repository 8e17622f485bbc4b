/**
 * Fits the operator forms of {@code io.foretoken.hardware.operator} to tables of measured operator
 * latencies and writes the coefficient files that ship: {@link
 * io.foretoken.validation.fit.FitOperators} is the program. Deterministic: the same tables give the
 * same files.
 *
 * <p>Every family has its form as the fit sees it (with the terms for measurements that ran from
 * L2, which serving does not use), a split of whole shapes into fitted and left out, and a coarse
 * grid of what the form leaves over. May depend on {@code hardware}, {@code input}, Commons Math
 * (non-linear least squares) and ojAlgo (constrained linear ones).
 */
package io.foretoken.validation.fit;
