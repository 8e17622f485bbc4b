package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;

/** How data-parallel ranks start prompts. */
@Doc("How data-parallel ranks of attention start prompts (TensorRT-LLM's attention_dp_config).")
public record AttentionDpSpec(
    @Doc("Whether prompts are held back until every rank has one.") @Default("false")
        boolean enableBalance,
    @Doc("Steps for which they are held back at most.")
        @Range(min = 0, max = 1000000)
        @Default("50")
        int timeoutIters,
    @Doc(
            "Steps for which they are held back further once every rank has one, while every rank"
                + " decodes.")
        @Range(min = 0, max = 1000000)
        @Default("10")
        int batchingWaitIters) {}
