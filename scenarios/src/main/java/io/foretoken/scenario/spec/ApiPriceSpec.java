package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.Range;
import java.util.Optional;
import java.util.OptionalDouble;

/** What an API asks for tokens. */
@Doc("A price per token of somebody else's API, to compare with.")
public record ApiPriceSpec(
    @Doc("US dollars per 1M prompt tokens.") @Range(min = 0, max = 100000) double inputUsd,
    @Doc("US dollars per 1M prompt tokens from its cache; input_usd where it has no such price.")
        @Range(min = 0, max = 100000)
        OptionalDouble cachedInputUsd,
    @Doc("US dollars per 1M output tokens.") @Range(min = 0, max = 100000) double outputUsd,
    @Doc("Whose price it is, and where it stands.") @Default("scenario") String source,
    @Doc("Its date, YYYY-MM or YYYY-MM-DD.") Optional<Located<String>> asOf) {}
