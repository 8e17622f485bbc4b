package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;

/** Prices. */
@Doc("Prices.")
public record PricesSpec(
    @Doc("US dollars per GPU and hour.") @Range(min = 0, max = 10000)
        Optional<Located<Double>> gpuHourUsd) {}
