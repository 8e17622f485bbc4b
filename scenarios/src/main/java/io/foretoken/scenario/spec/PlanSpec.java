package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.Percent;
import io.foretoken.input.units.TimeSpan;
import java.util.List;
import java.util.Optional;

/** What a fleet is planned for, and from what. */
@Doc(
    "What foretoken plan looks for: the cheapest fleet that keeps the SLO under a forecast of"
        + " traffic. The scenario's fleet is the pattern of every candidate, its workload the"
        + " requests; the rate of its arrivals is replaced by the forecast's.")
public record PlanSpec(
    @Doc("How much traffic there will be in a week.") ForecastSpec forecast,
    @Doc("What the fleet may be made of.") Optional<PlanCandidatesSpec> candidates,
    @Doc(
            "Prices by GPU and term. A GPU without one has the catalogue's, by the terms that are"
                + " considered.")
        @Default("[]")
        List<PlanPriceSpec> prices,
    @Doc(
            "Terms that are considered: on-demand, reserved, spot. By default on-demand and those"
                + " that prices name.")
        @Default("[]")
        List<Located<String>> terms,
    @Doc("Spot: part of the replicas that may be gone at any time; that much more is rented.")
        @Default("10%")
        Located<Percent> spotInterruption,
    @Doc("How many GPUs can be had at most.") @Default("[]") List<AvailabilitySpec> availability,
    @Doc("US dollars a month (730.5 hours) that the fleet may cost at most.")
        @Range(min = 0, aboveMin = true, max = 1e12)
        Optional<Located<Double>> budgetUsdPerMonth,
    @Doc("n+1: the SLO holds with the largest replica down; none: without spare.") @Default("n+1")
        Located<String> headroom,
    @Doc("How long a replica runs at least once it is started.") @Range(min = 0)
        Optional<Located<TimeSpan>> minUptime,
    @Doc(
            "Sizes of the fleet over the week at most. Where the forecast has more different loads,"
                + " near ones share the fleet of the highest of them.")
        @Default("12")
        @Range(min = 1, max = 24)
        int steps,
    @Doc("Requests that each load of the verification has at least, over all its runs.")
        @Default("10000")
        @Range(min = 100, max = 10000000)
        int verifyRequests) {}
