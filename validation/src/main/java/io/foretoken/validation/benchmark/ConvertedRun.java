package io.foretoken.validation.benchmark;

import io.foretoken.validation.measured.MeasuredRun;

/**
 * A benchmark run as one that can be replayed.
 *
 * @param run what served, what is sent, what was measured
 * @param order number of each request of the load among those of the benchmark run; empty where
 *     they are not listed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ConvertedRun(MeasuredRun run, int[] order) {}
