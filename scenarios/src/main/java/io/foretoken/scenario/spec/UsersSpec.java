package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;

/** People who ask. */
@Doc("People and what each asks for: 50,000 users with 6 requests an hour are 83.3 requests/s.")
public record UsersSpec(
    @Doc("How many.") @Range(min = 0, aboveMin = true, max = 1e12) double count,
    @Doc("Requests of one user in an hour, at the peak.")
        @Range(min = 0, aboveMin = true, max = 1e6)
        double requestsPerHour) {}
