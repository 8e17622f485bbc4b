/**
 * The engine of request-level batching: a batch of whole requests, padded to one length, that runs
 * to its longest output while nobody joins or leaves. When a batch begins is a {@link
 * io.foretoken.sim.batch.BatchRule}'s to say.
 *
 * <p>Depends on what {@code replica} and {@code replica.api} depend on. Its results equal those of
 * the engine that touches every sequence in every step, which the tests keep as its specification.
 */
package io.foretoken.sim.replica.batchwise;
