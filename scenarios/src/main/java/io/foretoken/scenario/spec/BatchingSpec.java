package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.input.yaml.MapNode;
import java.util.List;
import java.util.Optional;

/**
 * Batching knobs. Where engines have names of their own for a knob, each name is its engine's; a
 * knob that only some policies have is refused under others.
 */
@Doc(
    "Batching knobs. Those that name an engine are that engine's own (the engine generic takes"
        + " vLLM's), those that name a policy are that policy's.")
public record BatchingSpec(
    @Doc("Batch policy; continuous is the engine's own.")
        @NameOf("batch policy")
        @Default("continuous")
        Located<String> policy,
    @Doc("vLLM: most sequences that run at once on one rank.") @Range(min = 1, max = 65536)
        Optional<Located<Integer>> maxNumSeqs,
    @Doc("vLLM: most tokens computed in one step of one rank.") @Range(min = 1, max = 1048576)
        Optional<Located<Integer>> maxNumBatchedTokens,
    @Doc("SGLang: most sequences that run at once on one rank.") @Range(min = 1, max = 65536)
        Optional<Located<Integer>> maxRunningRequests,
    @Doc("SGLang: most prompt tokens computed in one step of one rank.")
        @Range(min = 1, max = 1048576)
        Optional<Located<Integer>> chunkedPrefillSize,
    @Doc("TensorRT-LLM: most sequences that run at once on one rank.") @Range(min = 1, max = 65536)
        Optional<Located<Integer>> maxBatchSize,
    @Doc("TensorRT-LLM: most tokens computed in one step of one rank.")
        @Range(min = 1, max = 1048576)
        Optional<Located<Integer>> maxNumTokens,
    @Doc("Whether a prompt may be split over steps.")
        Optional<Located<Boolean>> enableChunkedPrefill,
    @Doc("Whether the next step is scheduled while the current one runs.")
        Optional<Boolean> asyncScheduling,
    @Doc("Policy vllm-v1: most tokens of one prompt in one step; 0 for no limit.")
        @Range(min = 0, max = 1048576)
        Optional<Located<Integer>> longPrefillTokenThreshold,
    @Doc(
            "Policy static: requests of a full batch; as many as the engine runs at once by"
                + " default.")
        @Range(min = 1, max = 65536)
        Optional<Located<Integer>> batchSize,
    @Doc(
            "Policy static: a batch that is not full begins when its oldest request has waited so"
                + " long; 200ms by default.")
        @Range(min = 0, aboveMin = true)
        Optional<Located<TimeSpan>> batchTimeout,
    @Doc(
            "Policy dynamic: batch sizes that an idle engine waits for, ascending (Triton's"
                + " preferred_batch_size); as many as the engine runs at once by default.")
        @Range(min = 1, max = 65536)
        Optional<Located<List<Located<Integer>>>> preferredBatchSizes,
    @Doc(
            "Policy dynamic: how long the oldest request waits for a preferred batch size (Triton's"
                + " max_queue_delay_microseconds, with a unit); 0s, not at all, by default.")
        @Range(min = 0)
        Optional<Located<TimeSpan>> maxQueueDelay,
    @Doc("Options of a batch policy of one's own, found on the class path.")
        Optional<MapNode> options) {}
