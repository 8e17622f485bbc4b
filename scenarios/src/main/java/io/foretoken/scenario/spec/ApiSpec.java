package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
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
        Optional<Located<Integer>> streamInterval,
    @Doc(
            "Whether prompts are random tokens, as many benchmark clients send them, rather than"
                + " words: they take longer to tokenise.")
        @Default("false")
        Boolean randomPrompts,
    @Doc(
            "Whether requests are handed to the engine within its own process, as in offline"
                + " inference: no API server stands before it, and nothing is streamed.")
        @Default("false")
        Boolean inProcess,
    @Doc(
            "Requests that may wait in one engine; one that finds so many is rejected, as a server"
                + " answers 429 or 503. No limit by default.")
        @Range(min = 1, max = 100000000)
        Optional<Located<Integer>> maxQueue) {}
