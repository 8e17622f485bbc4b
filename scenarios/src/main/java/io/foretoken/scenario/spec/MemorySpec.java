package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** KV cache memory. Where engines have names of their own for a knob, each name is its engine's. */
@Doc(
    "KV cache memory. Keys that name an engine are that engine's own; the engine generic takes"
        + " vLLM's.")
public record MemorySpec(
    @Doc("vLLM: share of the GPU's memory that the engine uses, weights included.")
        @Range(min = 0.01, max = 1)
        Optional<Located<Double>> gpuMemoryUtilization,
    @Doc("SGLang: share of the free memory for weights and KV cache; the rest is for activations.")
        @Range(min = 0.01, max = 1)
        Optional<Located<Double>> memFractionStatic,
    @Doc("TensorRT-LLM: share for the KV cache of what weights and activations leave.")
        @Range(min = 0.01, max = 1)
        Optional<Located<Double>> freeGpuMemoryFraction,
    @Doc("vLLM: tokens per KV block.") @Range(min = 1, max = 1024)
        Optional<Located<Integer>> blockSize,
    @Doc("SGLang: tokens per KV block.") @Range(min = 1, max = 1024)
        Optional<Located<Integer>> pageSize,
    @Doc("TensorRT-LLM: tokens per KV block.") @Range(min = 1, max = 1024)
        Optional<Located<Integer>> tokensPerBlock,
    @Doc("Whether requests with equal prefixes share KV blocks.")
        Optional<Located<Boolean>> enablePrefixCaching,
    @Doc("vLLM: longest prompt plus output, tokens; the model's own limit by default.")
        @Range(min = 1, max = 100000000)
        Optional<Located<Integer>> maxModelLen,
    @Doc("SGLang: longest prompt plus output, tokens; the model's own limit by default.")
        @Range(min = 1, max = 100000000)
        Optional<Located<Integer>> contextLength,
    @Doc("TensorRT-LLM: longest prompt plus output, tokens; the model's own limit by default.")
        @Range(min = 1, max = 100000000)
        Optional<Located<Integer>> maxSeqLen,
    @Doc("KV blocks per rank, as the engine's log has them, instead of computing them.")
        @Range(min = 2, max = 1000000000)
        Optional<Located<Integer>> numGpuBlocksOverride,
    @Doc(
            "vLLM: GiB of host memory per rank for copies of KV blocks, loaded again when the cache"
                + " has lost them; needs enable_prefix_caching.")
        @Range(min = 0.001, max = 1000000)
        Optional<Located<Double>> kvOffloadingSize,
    @Doc(
            "GB/s between one GPU and the host, in each direction; by default 80 % of the rate of"
                + " its host link.")
        @Range(min = 0.001, max = 100000)
        Optional<Located<Double>> kvOffloadingBandwidth) {}
