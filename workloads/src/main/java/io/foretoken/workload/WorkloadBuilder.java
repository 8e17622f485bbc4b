package io.foretoken.workload;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.arrival.ArrivalOptions.Concurrent;
import io.foretoken.workload.arrival.ArrivalProcess;
import io.foretoken.workload.arrival.ArrivalProcesses;
import io.foretoken.workload.client.ClientOptions;
import io.foretoken.workload.content.DrawnContent;
import io.foretoken.workload.content.IndependentLengths;
import io.foretoken.workload.content.LengthPairs;
import io.foretoken.workload.content.LengthSource;
import io.foretoken.workload.content.LengthsFromOptions;
import io.foretoken.workload.content.PrefixOptions;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.content.RequestContent;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.length.LengthTable;
import io.foretoken.workload.length.LengthTables;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.TraceArrivals;
import io.foretoken.workload.trace.TraceContent;
import io.foretoken.workload.trace.TraceLabels;
import io.foretoken.workload.trace.TraceOptions;
import java.util.function.Function;

/** Makes a workload ready to run: compiles its tables, loads its trace. */
public final class WorkloadBuilder {
  private WorkloadBuilder() {}

  /**
   * Builds the workload of one request class.
   *
   * @param options the workload as written
   * @param labels class, tenant and priority of its requests
   * @param traces finds the traces it names
   * @throws BadInputException if a trace cannot be used
   */
  public static Workload build(WorkloadOptions options, RequestLabels labels, TraceLoader traces) {
    return build(options, labels, trace -> TraceLabels.all(labels), traces);
  }

  /**
   * Builds a workload whose requests may be of the classes that a trace names.
   *
   * @param labels class, tenant and priority of requests that are drawn
   * @param ofTrace what the names in a replayed trace mean
   * @throws BadInputException if a trace cannot be used
   */
  public static Workload build(
      WorkloadOptions options,
      RequestLabels labels,
      Function<RequestTrace, TraceLabels> ofTrace,
      TraceLoader traces) {
    PromptSharing sharing =
        options.sharedPrefixes().map(PrefixOptions::sharing).orElse(PromptSharing.NONE);
    int maxTokens = options.maxTokens().orElse(0);
    if (options.trace().isPresent()) {
      TraceOptions replay = options.trace().get();
      RequestTrace trace = traces.load(replay.file(), replay.format());
      return replay(replay, trace, maxTokens, sharing, ofTrace, options.client());
    }
    LengthFigures figures;
    LengthSource lengths;
    if (options.lengthsFrom().isPresent()) {
      LengthsFromOptions from = options.lengthsFrom().get();
      RequestTrace trace = traces.load(from.file(), from.format());
      figures = LengthFigures.of(trace, maxTokens);
      lengths =
          new LengthPairs(
              trace.inputColumn(),
              trace.outputColumn(),
              from.order() == LengthsFromOptions.Order.SAMPLED);
    } else {
      LengthTable input = LengthTables.of(options.inputTokens().orElseThrow().distribution());
      LengthTable output = LengthTables.of(options.outputTokens().orElseThrow().distribution());
      figures = LengthFigures.of(input, output, maxTokens);
      lengths = new IndependentLengths(input, output);
    }
    RequestContent content = new DrawnContent(lengths, maxTokens, sharing, labels);
    ArrivalOptions arrivals = options.arrivals().orElseThrow();
    return arrivals instanceof Concurrent loop
        ? Workload.closedLoop(
            loop.concurrency(), loop.thinkTime().thinkTime(), content, figures, options.client())
        : Workload.openLoop(
            ArrivalProcesses.of(arrivals, traces::loadRates), content, figures, options.client());
  }

  private static Workload replay(
      TraceOptions replay,
      RequestTrace trace,
      int maxTokens,
      PromptSharing sharing,
      Function<RequestTrace, TraceLabels> ofTrace,
      ClientOptions client) {
    if (!trace.hasArrivals()) {
      throw new BadInputException(
          Problem.of(
              replay.file().origin(),
              trace.source() + " holds lengths only, no arrival times",
              "write lengths_from in place of trace, and arrivals beside it"));
    }
    ArrivalProcess arrivals = new TraceArrivals(trace, replay.timeScale());
    RequestContent content = new TraceContent(trace, maxTokens, sharing, ofTrace.apply(trace));
    return Workload.openLoop(arrivals, content, LengthFigures.of(trace, maxTokens), client);
  }
}
