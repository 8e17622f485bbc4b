package io.foretoken.hardware.operator;

/**
 * Coefficients of the collectives of one GPU type.
 *
 * @param fusedAllReduce the engine's own all-reduce inside a CUDA graph
 * @param allReduce the library's (NCCL)
 * @param allGather the library's all-gather, whose volume counts all ranks
 * @param reduceScatter the library's reduce-scatter, likewise
 */
public record CollectiveFamily(
    CollectiveCoefficients fusedAllReduce,
    CollectiveCoefficients allReduce,
    CollectiveCoefficients allGather,
    CollectiveCoefficients reduceScatter) {}
