package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import java.util.List;
import java.util.Optional;

/** What a GPU costs under a term. */
@Doc("What one GPU costs for one hour under a term.")
public record PlanPriceSpec(
    @Doc("GPU: catalogue name or alias.") @NameOf("gpu") Located<String> gpu,
    @Doc(
            "on-demand: paid while it runs; reserved: paid all week; spot: paid while it runs, and"
                + " may be taken away.")
        @Default("on-demand")
        Located<String> term,
    @Doc("US dollars per GPU and hour.") @Range(min = 0, aboveMin = true, max = 10000)
        double gpuHourUsd,
    @Doc("Periods of the forecast in which the price holds; all by default.") @Default("[]")
        List<Located<String>> periods,
    @Doc("Where the price stands.") @Default("scenario") String source,
    @Doc("Its date, YYYY-MM or YYYY-MM-DD.") Optional<Located<String>> asOf) {}
