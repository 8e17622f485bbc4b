package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.workload.WorkloadOptions;
import java.util.Optional;

/** One class of requests. */
@Doc(
    "A class of requests. What its workload leaves out is taken from the workload at the top; a"
        + " trace at the top says by its column class which request is of which class.")
public record ClassSpec(
    @Doc("Name, by which paths and traces address the class.") Located<String> name,
    @Doc("Whose requests they are; by default the class is a tenant of its own.")
        Optional<Located<String>> tenant,
    @Doc("Priority in queues that know one: a smaller number is served earlier. 0 by default.")
        @Range(min = -1000000, max = 1000000)
        Optional<Located<Integer>> priority,
    @Doc("Requests of the class per second, in place of workload.arrivals.rate.")
        Optional<Located<Rate>> rate,
    @Doc("The class's part of the requests of workload.arrivals at the top; parts add up to 1.")
        @Range(min = 0, max = 1, aboveMin = true)
        Optional<Located<Double>> share,
    @Doc(
            "When answers are due, for the queue earliest-deadline, counted from when the client"
                + " meant to send; by default the class's SLO on ttft, or else on e2e.")
        @Range(min = 0, aboveMin = true)
        Optional<Located<TimeSpan>> deadline,
    @Doc("The requests of the class.") Optional<WorkloadOptions> workload,
    @Doc("Objective of the class; that at the top by default.") Optional<SloSpec> slo) {}
