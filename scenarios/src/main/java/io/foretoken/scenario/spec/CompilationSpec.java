package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import java.util.Optional;

/** What an engine compiles and records. */
@Doc("What the engine compiles and records; its own way for what is left out.")
public record CompilationSpec(
    @Doc(
            "vLLM: steps that run as CUDA graphs: full_and_piecewise, full_decode_only (steps with"
                + " prompts are launched kernel by kernel) or none.")
        Optional<Located<String>> cudagraphMode,
    @Doc(
            "Whether all-reduces are fused with the norm that follows (vLLM's fuse_allreduce_rms,"
                + " SGLang's enable_flashinfer_allreduce_fusion); TensorRT-LLM does it by itself.")
        Optional<Located<Boolean>> allreduceFusion) {}
