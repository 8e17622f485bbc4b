/**
 * Users' own benchmark files: one reader per format, told apart by what is in a file, all giving
 * the one {@link io.foretoken.validation.benchmark.BenchmarkRun}, and its conversion to a measured
 * run that can be replayed. Depends on {@code measured}, {@code input} and {@code workloads}.
 */
package io.foretoken.validation.benchmark;
