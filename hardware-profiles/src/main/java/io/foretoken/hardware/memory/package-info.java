/**
 * What fits into a GPU's memory: weights, activations, KV cache, by each engine's own rule and in
 * its own words. May depend on {@code catalog}, {@code model}, {@code operator}, {@code engine} and
 * {@code step}.
 */
package io.foretoken.hardware.memory;
