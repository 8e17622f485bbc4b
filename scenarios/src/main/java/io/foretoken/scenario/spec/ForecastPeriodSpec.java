package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.Percent;
import io.foretoken.input.units.Rate;
import java.util.Optional;

/** A part of the week. */
@Doc(
    "A part of the week with one rate: by days and hours of the clock, or so many hours of it."
        + " Periods by hours_per_week follow each other in the order written, each in one piece.")
public record ForecastPeriodSpec(
    @Doc("Name of the period, such as peak or night.") Located<String> name,
    @Doc("Days of the week: mon-fri, sat-sun, a day, or several with commas; all by default.")
        Optional<Located<String>> days,
    @Doc(
            "Hours of these days: 9-17 is from 09:00 to 17:00; 22-6 is before 06:00 and from 22:00"
                + " of the same days; several with commas. All by default.")
        Optional<Located<String>> hours,
    @Doc("Hours of the week, in place of days and hours.")
        @Range(min = 0, aboveMin = true, max = 168)
        Optional<Located<Double>> hoursPerWeek,
    @Doc("Requests a second, in place of a share of the peak.") Optional<Located<Rate>> rate,
    @Doc("Part of the peak; 100% by default.") Optional<Located<Percent>> share,
    @Doc("Short bursts within the period, which the fleet must hold too.")
        Optional<SpikeSpec> spike) {}
