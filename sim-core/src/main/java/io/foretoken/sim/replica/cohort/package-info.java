/**
 * The engine whose steps cost what changes in them: sequences in decode advance together as sums,
 * and one is touched only when it joins, finishes, is preempted or has prompt tokens computed.
 *
 * <p>Depends on what {@code replica} depends on. Its results equal those of the engine that touches
 * every sequence in every step, which the tests keep as its specification.
 */
package io.foretoken.sim.replica.cohort;
