package io.foretoken.scenario.cost;

import java.util.Optional;

/** The prices that a cost sheet is made with. */
public record Prices(
    Optional<GpuPrice> rental, Optional<Purchase> purchase, Optional<ApiPrice> api) {}
