package io.foretoken.scenario.spec;

import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.units.TimeSpan;
import java.util.Map;
import java.util.Optional;

/** Thresholds by latency and percentile. */
@Doc("Thresholds: p99: 500ms asks that 99 % of requests stay within 500 ms.")
public record SloSpec(
    @Doc("Time to first token, by percentile.") Optional<Map<String, Located<TimeSpan>>> ttft,
    @Doc("Time per output token, by percentile.") Optional<Map<String, Located<TimeSpan>>> tpot,
    @Doc("End-to-end latency, by percentile.") Optional<Map<String, Located<TimeSpan>>> e2e) {}
