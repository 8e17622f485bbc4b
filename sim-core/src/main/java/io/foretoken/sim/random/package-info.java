/**
 * Random numbers keyed by what they are for, never by creation order. Depends on nothing but the
 * JDK.
 */
package io.foretoken.sim.random;
