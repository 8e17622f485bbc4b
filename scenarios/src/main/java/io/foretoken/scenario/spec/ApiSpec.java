package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** API servers. */
@Doc("API servers in front of the engine.")
public record ApiSpec(
    @Doc("API server processes per engine; by default one, with vLLM one for each rank.")
        @Range(min = 1, max = 256)
        Optional<Located<Integer>> apiServerCount,
    @Doc("Tokens per streamed chunk after the first; the engine's default otherwise.")
        @Range(min = 1, max = 4096)
        Optional<Located<Integer>> streamInterval) {}
