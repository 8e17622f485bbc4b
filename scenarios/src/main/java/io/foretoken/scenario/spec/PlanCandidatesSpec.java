package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import io.foretoken.input.yaml.LocatedNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a fleet may be made of. */
@Doc("What the fleet may be made of: every GPU with every degree, format and knob.")
public record PlanCandidatesSpec(
    @Doc("GPUs; by default those with a price under plan.prices, else all with a price.")
        @Default("[]")
        List<Located<String>> gpus,
    @Doc("Tensor parallelism; by default the least with which the model fits, and twice that.")
        @Range(min = 1, max = 1024)
        @Default("[]")
        List<Located<Integer>> tensor,
    @Doc("Formats of the weights; the scenario's own by default.") @Default("[]")
        List<Located<String>> weights,
    @Doc("Further knobs by path, each with a list of values.")
        Optional<Map<String, LocatedNode>> knobs) {}
