package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** Prices. */
@Doc("Prices.")
public record PricesSpec(
    @Doc("US dollars per GPU and hour.") @Range(min = 0, max = 10000)
        Optional<Located<Double>> gpuHourUsd,
    @Doc("Whose price to take from the catalogue instead.") Optional<Located<String>> provider,
    @Doc("Term of the catalogue's price, such as on-demand or spot.")
        Optional<Located<String>> term,
    @Doc("Where gpu_hour_usd stands.") Optional<String> source,
    @Doc("Date of gpu_hour_usd, YYYY-MM or YYYY-MM-DD.") Optional<Located<String>> asOf,
    @Doc("Buying the GPUs instead of renting them.") Optional<PurchaseSpec> purchase,
    @Doc("A price per token of somebody else's API, to compare with.")
        Optional<ApiPriceSpec> api) {}
