package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;

/** API servers. */
@Doc("API servers in front of the engine.")
public record ApiSpec(
    @Doc("API server processes per engine.") @Default("1") @Range(min = 1, max = 256)
        Located<Integer> apiServerCount,
    @Doc("Tokens per streamed chunk after the first.") @Default("1") @Range(min = 1, max = 4096)
        Located<Integer> streamInterval) {}
