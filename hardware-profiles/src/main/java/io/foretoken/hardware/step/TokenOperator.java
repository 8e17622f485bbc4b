package io.foretoken.hardware.step;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * An operator whose cost depends on a number of tokens only.
 *
 * @param name what people call it
 * @param count how often a step runs it
 * @param time packed time of one run, see {@code OperatorTime}
 * @param flopsPerToken operations of one run and token, over the GPUs of a tensor-parallel group
 * @param weightBytes bytes of weights that one run reads on one GPU
 */
record TokenOperator(
    String name,
    int count,
    IntToLongFunction time,
    double flopsPerToken,
    IntToDoubleFunction weightBytes) {}
