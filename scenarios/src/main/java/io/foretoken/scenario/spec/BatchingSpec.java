package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** Batching knobs, under vLLM's names. */
@Doc("Batching knobs.")
public record BatchingSpec(
    @Doc("Batch policy; continuous is the engine's own.")
        @NameOf("batch policy")
        @Default("continuous")
        Located<String> policy,
    @Doc("Most sequences that run at once on one rank.") @Range(min = 1, max = 65536)
        Optional<Located<Integer>> maxNumSeqs,
    @Doc("Most tokens computed in one step of one rank.") @Range(min = 1, max = 1048576)
        Optional<Located<Integer>> maxNumBatchedTokens,
    @Doc("Whether a prompt may be split over steps.") Optional<Boolean> enableChunkedPrefill,
    @Doc("Whether the next step is scheduled while the current one runs.")
        Optional<Boolean> asyncScheduling,
    @Doc("Most tokens of one prompt in one step; 0 for no limit.") @Range(min = 0, max = 1048576)
        Optional<Located<Integer>> longPrefillTokenThreshold) {}
