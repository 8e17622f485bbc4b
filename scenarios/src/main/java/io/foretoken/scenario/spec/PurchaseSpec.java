package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** What it takes to own a GPU. */
@Doc("Buying the GPUs instead of renting them.")
public record PurchaseSpec(
    @Doc("US dollars per GPU with its share of server, network and rack.")
        @Range(min = 0, max = 10000000)
        double gpuUsd,
    @Doc("Years over which that is written off.") @Range(min = 0, aboveMin = true, max = 30)
        double years,
    @Doc("Power of one GPU with its share of the server, on average, watts.")
        @Range(min = 0, max = 100000)
        double watts,
    @Doc("US dollars per kWh.") @Range(min = 0, max = 10) double kwhUsd,
    @Doc("Power usage effectiveness: power of the building over power of its computers.")
        @Default("1.3")
        @Range(min = 1, max = 5)
        double pue,
    @Doc("US dollars a year for the people who run the whole deployment.")
        @Default("0")
        @Range(min = 0, max = 1000000000)
        double staffUsdPerYear,
    @Doc("Where the prices stand.") @Default("scenario") String source,
    @Doc("Their date, YYYY-MM or YYYY-MM-DD.") Optional<Located<String>> asOf) {}
