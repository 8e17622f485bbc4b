package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Quoted;
import java.util.Optional;

/** The inference engine of a pool. */
@Doc("Inference engine and its knobs; what is left out takes the engine's default.")
public record EngineSpec(
    @Doc("Engine.") @NameOf("engine") @Default("vllm") Located<String> name,
    @Doc("Version, quoted; the newest known by default.") @Quoted Optional<Located<String>> version,
    @Doc("File with a profile of one's own, such as calibrate writes; gives name and version.")
        Optional<Located<String>> profile,
    @Doc("How requests are batched.") Optional<BatchingSpec> batching,
    @Doc("KV cache memory.") Optional<MemorySpec> memory,
    @Doc("What the engine compiles and records.") Optional<CompilationSpec> compilation,
    @Doc("API servers in front of the engine.") Optional<ApiSpec> api) {}
