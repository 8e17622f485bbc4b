package io.foretoken.hardware.operator;

import io.foretoken.input.bind.Range;

/**
 * How well the coefficients of one family meet measurements of shapes that were left out of a fit
 * like theirs. Errors are |predicted / measured - 1| in percent.
 *
 * @param family such as {@code gemm bf16}
 * @param points measurements of shapes left out
 * @param median of the errors, with the correction where there is one
 * @param p90 their 90th percentile
 * @param formMedian of the errors of the form alone
 * @param formP90 their 90th percentile
 */
public record FittedFamily(
    String family,
    @Range(min = 1) int points,
    @Range(min = 0) double median,
    @Range(min = 0) double p90,
    @Range(min = 0) double formMedian,
    @Range(min = 0) double formP90) {}
