/** The clock: events in a total order of integer nanoseconds. Depends on nothing but the JDK. */
package io.foretoken.sim.time;
