package io.foretoken.workload;

import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Doc;
import io.foretoken.input.bind.Range;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.client.ClientOptions;
import io.foretoken.workload.content.LengthsFromOptions;
import io.foretoken.workload.content.PrefixOptions;
import io.foretoken.workload.length.LengthDistribution;
import io.foretoken.workload.length.LengthOptions;
import io.foretoken.workload.trace.TraceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A workload as users write it: arrivals and lengths, or a trace in their place.
 *
 * @param arrivals when requests are sent
 * @param inputTokens prompt lengths
 * @param outputTokens output lengths
 * @param lengthsFrom both lengths, from a trace
 * @param maxTokens declared limit on generated tokens, to which longer outputs are cut
 * @param sharedPrefixes what prompts have in common
 * @param client how they are sent
 * @param trace a trace to replay
 */
@Doc("What clients ask for, and when.")
public record WorkloadOptions(
    Optional<ArrivalOptions> arrivals,
    @Doc("Prompt lengths in tokens.") Optional<LengthOptions> inputTokens,
    @Doc("Generated tokens.") Optional<LengthOptions> outputTokens,
    Optional<LengthsFromOptions> lengthsFrom,
    @Doc(
            "Limit on generated tokens that clients declare; longer outputs are cut to it. By"
                + " default each request declares its true output length.")
        @Range(min = 1, max = LengthDistribution.LONGEST)
        OptionalInt maxTokens,
    Optional<PrefixOptions> sharedPrefixes,
    @Default("{}") ClientOptions client,
    Optional<TraceOptions> trace) {
  /** Refuses parts that exclude each other, and parts that are missing. */
  public WorkloadOptions {
    if (trace.isPresent()) {
      refuseBesideTrace(arrivals, inputTokens, outputTokens, lengthsFrom, sharedPrefixes);
    } else {
      requireWithoutTrace(arrivals, inputTokens, outputTokens, lengthsFrom);
    }
  }

  private static void refuseBesideTrace(
      Optional<ArrivalOptions> arrivals,
      Optional<LengthOptions> inputTokens,
      Optional<LengthOptions> outputTokens,
      Optional<LengthsFromOptions> lengthsFrom,
      Optional<PrefixOptions> sharedPrefixes) {
    List<String> extra = new ArrayList<>();
    arrivals.ifPresent(a -> extra.add("arrivals"));
    inputTokens.ifPresent(l -> extra.add("input_tokens"));
    outputTokens.ifPresent(l -> extra.add("output_tokens"));
    lengthsFrom.ifPresent(l -> extra.add("lengths_from"));
    if (!extra.isEmpty()) {
      throw new NotAQuantityException(
          "found " + String.join(" and ", extra) + " beside trace, which takes their place",
          "remove one or the other; lengths_from takes only the lengths of a trace");
    }
    if (sharedPrefixes.isPresent() && sharedPrefixes.get().distinctPrompts().isPresent()) {
      throw new NotAQuantityException(
          "found shared_prefixes.distinct_prompts beside trace, whose prompts have their own lengths",
          "remove distinct_prompts");
    }
  }

  private static void requireWithoutTrace(
      Optional<ArrivalOptions> arrivals,
      Optional<LengthOptions> inputTokens,
      Optional<LengthOptions> outputTokens,
      Optional<LengthsFromOptions> lengthsFrom) {
    List<String> missing = new ArrayList<>();
    if (arrivals.isEmpty()) {
      missing.add("arrivals: {process: poisson, rate: 12/s}");
    }
    if (lengthsFrom.isEmpty() && inputTokens.isEmpty()) {
      missing.add("input_tokens: 1000");
    }
    if (lengthsFrom.isEmpty() && outputTokens.isEmpty()) {
      missing.add("output_tokens: 250");
    }
    if (!missing.isEmpty()) {
      throw new NotAQuantityException(
          "the workload is incomplete",
          "add " + String.join(", ", missing) + ", or trace: {file: FILE}");
    }
    if (lengthsFrom.isPresent() && (inputTokens.isPresent() || outputTokens.isPresent())) {
      throw new NotAQuantityException(
          "found lengths_from beside input_tokens or output_tokens, whose place it takes",
          "remove one or the other");
    }
  }
}
