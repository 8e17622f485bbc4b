package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** Identical engines on identical GPUs. */
@Doc("Identical engines on identical GPUs.")
public record PoolSpec(
    @Doc("Name of the pool; paths address it by this.") @Default("main") Located<String> pool,
    @Doc("What the pool does: aggregated (prefill and decode).") @Default("aggregated")
        Located<String> role,
    @Doc("GPU: catalogue name or alias.") @NameOf("gpu") Located<String> gpu,
    @Doc("Engine instances.") @Default("1") @Range(min = 1, max = 4096) int replicas,
    @Doc("How one instance is spread over GPUs.") Optional<ParallelismSpec> parallelism,
    @Doc("Inference engine and its knobs.") Optional<EngineSpec> engine) {}
