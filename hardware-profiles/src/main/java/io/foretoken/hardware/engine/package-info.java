/**
 * What is particular to an inference engine and a range of its versions: times of its API server
 * and host thread, scales of its kernels, default knobs, memory reserve. Shipped profiles are
 * resources; a user's calibrated profile is a file of the same schema. May depend on {@code
 * catalog}, {@code operator} and on module {@code input}.
 */
package io.foretoken.hardware.engine;
