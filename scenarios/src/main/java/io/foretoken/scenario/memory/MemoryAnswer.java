package io.foretoken.scenario.memory;

import io.foretoken.hardware.memory.MemoryPlan;
import java.util.OptionalInt;

/**
 * How a model's memory divides on a GPU.
 *
 * @param model catalogue id
 * @param weights format of the weights
 * @param gpu catalogue id
 * @param engine engine and version
 * @param plan the division with the tensor parallelism asked for
 * @param smallestTensor least tensor parallelism with which the model fits, if any does
 * @param largestTried largest tensor parallelism tried for that
 */
public record MemoryAnswer(
    String model,
    String weights,
    String gpu,
    String engine,
    MemoryPlan plan,
    OptionalInt smallestTensor,
    int largestTried) {}
