/** Batching: what an engine runs in its next step, and in which order sequences wait for it. */
package io.foretoken.sim.batch;
