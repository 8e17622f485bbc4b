package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.TimeSpan;

/** A burst. */
@Doc("A burst within a period.")
public record SpikeSpec(
    @Doc("Rate of the burst over the period's, such as 1.5.")
        @Range(min = 1, aboveMin = true, max = 100)
        double factor,
    @Doc("How long it lasts.") @Range(min = 0, aboveMin = true) TimeSpan duration) {}
