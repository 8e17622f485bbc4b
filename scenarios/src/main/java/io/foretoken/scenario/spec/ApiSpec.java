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
            "How requests sample: model (as the model's generation_config.json says, which vLLM and"
                + " SGLang take for requests that say nothing), plain (greedy, or at a temperature)"
                + " or truncated (top-k or top-p).")
        @Default("model")
        Sampling sampling,
    @Doc(
            "Whether requests are handed to the engine within its own process, as in offline"
                + " inference: no API server stands before it, and nothing is streamed.")
        @Default("false")
        Boolean inProcess,
    @Doc(
            "Requests that may wait in one engine; one that finds so many is rejected, as a server"
                + " answers 429 or 503. No limit by default.")
        @Range(min = 1, max = 100000000)
        Optional<Located<Integer>> maxQueue) {

  /** How requests sample. */
  public enum Sampling {
    /** As the model's own generation_config.json says. */
    MODEL,
    /** Greedy, or at a temperature over all tokens. */
    PLAIN,
    /** Among the likeliest tokens: top-k, top-p. */
    TRUNCATED
  }

  /** Whether requests to a model ask for top-k or top-p. */
  public boolean truncates(boolean modelTruncates) {
    return sampling == Sampling.TRUNCATED || (sampling == Sampling.MODEL && modelTruncates);
  }
}
