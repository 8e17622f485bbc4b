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
    @Doc("SGLang: most prompt tokens computed in one step of one rank; longer prompts are split.")
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
            "Policy sglang: most prompt tokens of a prefill batch of several requests; 16384 by"
                + " default.")
        @Range(min = 1, max = 1048576)
        Optional<Located<Integer>> maxPrefillTokens,
    @Doc("Policy sglang: whether rows in decode join prefill batches; they wait by default.")
        Optional<Located<Boolean>> enableMixedChunk,
    @Doc(
            "Policy sglang: factor on the KV cache that is reserved for what running requests may"
                + " still generate; 1 by default.")
        @Range(min = 0, aboveMin = true, max = 100)
        Optional<Located<Double>> scheduleConservativeness,
    @Doc("Policy sglang: decode steps between two looks at what has come; 1 by default.")
        @Range(min = 1, max = 100000)
        Optional<Located<Integer>> schedulerRecvInterval,
    @Doc(
            "Policies trtllm-*: steps with decode rows for which new prompts are held back at most,"
                + " so that more of them start together; 0, none, by default.")
        @Range(min = 0, max = 1000000)
        Optional<Located<Integer>> batchWaitTimeoutIters,
    @Doc(
            "Policies trtllm-*: prompts are held back no longer once the step would have this share"
                + " of max_num_tokens; 0 by default.")
        @Range(min = 0, max = 1)
        Optional<Located<Double>> batchWaitMaxTokensRatio,
    @Doc(
            "Policies trtllm-*, models with experts on several data-parallel ranks: how the ranks"
                + " start prompts. With its balance on, batch_wait_* do nothing.")
        Optional<Located<AttentionDpSpec>> attentionDp,
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
        Optional<MapNode> options,
    @Doc("Order of the waiting queue; first come, first served by default.")
        @NameOf("waiting queue")
        Optional<Located<String>> queue,
    @Doc("vLLM's name for queue: fcfs or priority.") Optional<Located<String>> schedulingPolicy,
    @Doc("SGLang's name for queue: fcfs, lpm or priority.")
        Optional<Located<String>> schedulePolicy) {}
