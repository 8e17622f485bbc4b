/**
 * The API servers of a replica: requests on their way in, and the station that takes them in and
 * sends their tokens.
 *
 * <p>Depends on what {@code replica} depends on, on no engine; every engine may use it.
 */
package io.foretoken.sim.replica.api;
