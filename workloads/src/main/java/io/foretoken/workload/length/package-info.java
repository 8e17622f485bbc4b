/**
 * Token lengths: distributions as the field names them, each compiled once into one {@link
 * io.foretoken.workload.length.LengthTable} from which a draw costs a few nanoseconds. May depend
 * on {@code input} and Commons Math.
 */
package io.foretoken.workload.length;
