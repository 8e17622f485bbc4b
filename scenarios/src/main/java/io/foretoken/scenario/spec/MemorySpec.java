package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** KV cache memory, under vLLM's names. */
@Doc("KV cache memory.")
public record MemorySpec(
    @Doc("Share of the GPU's memory that the engine uses, weights included.")
        @Range(min = 0.01, max = 1)
        Optional<Located<Double>> gpuMemoryUtilization,
    @Doc("Tokens per KV block.") @Range(min = 1, max = 1024) Optional<Located<Integer>> blockSize,
    @Doc("Whether requests with equal prefixes share KV blocks.")
        Optional<Located<Boolean>> enablePrefixCaching,
    @Doc("Longest prompt plus output, tokens; the model's own limit by default.")
        @Range(min = 1, max = 100000000)
        Optional<Located<Integer>> maxModelLen,
    @Doc("KV blocks per rank, as the engine's log has them, instead of computing them.")
        @Range(min = 2, max = 1000000000)
        Optional<Located<Integer>> numGpuBlocksOverride) {}
