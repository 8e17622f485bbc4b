/**
 * When requests arrive: open-loop arrival processes in integer nanoseconds, and the think time of
 * closed-loop clients. Each process stands in its own file under the name the field uses. May
 * depend on {@code random}, {@code input} and the core's random numbers.
 */
package io.foretoken.workload.arrival;
