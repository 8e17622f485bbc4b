package io.foretoken.workload.content;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.NameOf;
import io.foretoken.input.bind.Shorthand;
import java.util.Optional;

/**
 * Pairs of prompt and output lengths from a trace, as users write it.
 *
 * @param file the trace's file
 * @param format name of its format; when absent, its first line tells
 * @param order how pairs are taken
 */
@Doc("Input and output lengths taken together from a recorded trace, without its arrival times.")
public record LengthsFromOptions(
    @Doc("The trace's file, plain or gzip.") @Shorthand Located<String> file,
    @Doc("Its format; by default its first line tells.") @NameOf("trace format")
        Optional<String> format,
    @Doc("sampled draws a pair for each request, cyclic takes them in order again and again.")
        @Default("sampled")
        Order order) {
  /** How pairs are taken. */
  public enum Order {
    SAMPLED,
    CYCLIC
  }
}
