package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.workload.WorkloadOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scenario as people write it: one model, one pool, one or more classes of requests. */
@Doc("A deployment, the traffic it gets, and what is asked of it.")
public record ScenarioSpec(
    @Doc("Version of this format.") @Default("1") @Range(min = 1, max = 1) int schemaVersion,
    @Doc("Name that reports carry; the file's name by default.") Optional<String> name,
    @Doc(
            "Catalogue files of one's own (GPUs, models, prices), or folders of them; they come before"
                + " the shipped catalogue.")
        @Default("[]")
        List<Located<String>> catalog,
    @Doc("Model: catalogue name, alias, or path to a Hugging Face config.json.") @NameOf("model")
        Located<String> model,
    @Doc("Number formats of weights and KV cache.") Optional<PrecisionSpec> precision,
    @Doc("Pools of identical engines.") List<PoolSpec> fleet,
    @Doc("Which replica a request goes to.") @NameOf("router") @Default("least-outstanding")
        Located<String> routing,
    @Doc("The requests; with classes, what they have in common, or a trace that names them.")
        Optional<WorkloadOptions> workload,
    @Doc("Classes of requests, each with its own part of the load, objective and priority.")
        @Default("[]")
        List<ClassSpec> classes,
    @Doc("When arrivals end and what is measured.") Optional<StopSpec> stop,
    @Doc("Service-level objective, by latency.") Optional<SloSpec> slo,
    @Doc("Prices; the catalogue's default for the GPU otherwise.") Optional<PricesSpec> prices,
    @Doc("Root of all random numbers.") @Default("1") long seed,
    @Doc(
            "Parameters to sweep, by path: a list of values, a range such as 8..256*2 or 1..10..0.5,"
                + " or under several paths with commas a list of lists; samples: N samples ranges"
                + " without a step.")
        Optional<Map<String, LocatedNode>> sweep,
    @Doc("What foretoken plan looks for; other commands pass it over.") Optional<PlanSpec> plan) {}
