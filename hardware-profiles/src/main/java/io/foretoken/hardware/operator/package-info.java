/**
 * Operators of a transformer on one GPU: how long a matrix product, an attention, an expert layer
 * or a collective takes, in compact analytic forms with a handful of coefficients per GPU and
 * number format. Evaluation only; fitting lives elsewhere. May depend on {@code catalog} and on
 * module {@code input}.
 *
 * <p>Inside the package times are microseconds, rates FLOP or bytes per microsecond.
 *
 * <p>Law: no form is faster than the compute roof of the datasheet, nor than its bandwidth roof on
 * bytes that must come from HBM (weights, KV of earlier steps). The forms were fitted with a term
 * for weights that stay in L2 between repetitions; serving reads other weights in between, so that
 * term is left out here.
 */
package io.foretoken.hardware.operator;
