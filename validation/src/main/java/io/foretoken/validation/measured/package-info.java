/**
 * Measured runs on real GPUs: what ran, what was sent to it, and what was measured. One reader per
 * set, named after it; the shipped suite has a schema of its own. Depends on {@code input} and, for
 * resolving names, on the hardware catalogue.
 */
package io.foretoken.validation.measured;
