package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** How many GPUs can be had. */
@Doc("How many GPUs of a kind can be had at most at any time.")
public record AvailabilitySpec(
    @Doc("GPU: catalogue name or alias.") @NameOf("gpu") Located<String> gpu,
    @Doc("Term that the limit is of; all terms together by default.")
        Optional<Located<String>> term,
    @Doc("GPUs at most.") @Range(min = 0, max = 1000000) int gpus) {}
