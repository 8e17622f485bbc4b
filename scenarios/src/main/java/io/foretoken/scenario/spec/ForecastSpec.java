package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.Percent;
import io.foretoken.input.units.Rate;
import java.util.List;
import java.util.Optional;

/** The traffic of a week. */
@Doc("The traffic of a week, of all classes together, each keeping its part.")
public record ForecastSpec(
    @Doc("Requests a second at the peak, of which periods take shares.")
        @Range(min = 0, aboveMin = true)
        Optional<Located<Rate>> peak,
    @Doc("The peak as people: how many, and what each asks for.") Optional<UsersSpec> users,
    @Doc("Parts of the week; together they cover its 168 hours once.") @Default("[]")
        List<ForecastPeriodSpec> periods,
    @Doc(
            "A CSV file in place of periods: columns hour (0 to 167, from Monday 00:00) and"
                + " rate_per_s, and where known low_per_s and high_per_s.")
        Optional<Located<String>> ratesFrom,
    @Doc("Growth until the time that is planned for, on all rates, such as 20%.") @Default("0%")
        Percent growth,
    @Doc("How far the traffic may be from what is expected, up and down, such as 20%.")
        Optional<Located<Percent>> spread,
    @Doc("Low case as a share of what is expected, in place of spread, such as 80%.")
        Optional<Located<Percent>> low,
    @Doc("High case as a share of what is expected, in place of spread, such as 130%.")
        Optional<Located<Percent>> high) {}
