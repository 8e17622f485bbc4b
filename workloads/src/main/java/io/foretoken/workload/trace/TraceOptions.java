package io.foretoken.workload.trace;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Range;
import io.foretoken.input.bind.Shorthand;
import java.util.Optional;

/**
 * A trace to replay, as users write it.
 *
 * @param file where it is
 * @param format name of its format; when absent, its first line tells
 * @param timeScale what arrival times are multiplied by
 */
@Doc("A recorded request trace, replayed in place of arrivals, input_tokens and output_tokens.")
public record TraceOptions(
    @Doc("The trace's file, plain or gzip.") @Shorthand Located<String> file,
    @Doc("Its format; by default its first line tells.") @NameOf("trace format")
        Optional<String> format,
    @Doc("What arrival times are multiplied by: 0.5 replays twice as fast.")
        @Default("1.0")
        @Range(min = 0, max = 1e6, aboveMin = true)
        double timeScale) {}
