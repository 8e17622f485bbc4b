package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.text.YamlText;
import io.foretoken.workload.trace.LengthSummary;
import io.foretoken.workload.trace.RateProfile;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.RequestTraceFormats;
import io.foretoken.workload.trace.TraceSummary;
import io.foretoken.workload.trace.TraceSummary.ArrivalSummary;
import io.foretoken.workload.trace.WorkloadSection;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken describe}: what a request trace is like, and a workload like it. */
@picocli.CommandLine.Command(
    name = "describe",
    description =
        "Describe a request trace: rate over time, burstiness, lengths, prefix sharing; with --out"
            + " also write a workload section like it.")
final class DescribeCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String BARS = " ▁▂▃▄▅▆▇█";
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  @Parameters(index = "0", paramLabel = "TRACE", description = "The trace's file, plain or gzip.")
  private Path trace;

  @Option(
      names = {"--trace-format", "--format-name"},
      paramLabel = "NAME",
      description =
          "Format of the trace ('foretoken list traces'). By default its first line tells.")
  private String traceFormat;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write a workload section with the trace's rate, burstiness and lengths there.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it is there already.")
  private boolean force;

  @Mixin private TableOrJsonOption format;

  @Override
  public ExitCode run(Console console) throws IOException {
    if (out != null) {
      OutputFile.check(out, force);
    }
    RequestTrace requests =
        RequestTraceFormats.installed().read(trace, Optional.ofNullable(traceFormat));
    TraceSummary summary = TraceSummary.of(requests);
    if (format.isJson()) {
      console
          .out()
          .println(
              new ObjectMapper()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(json(summary)));
    } else {
      print(summary, console);
    }
    if (out != null) {
      OutputFile.write(
          out, header(summary) + YamlText.block(WorkloadSection.of(requests, summary)));
      console.err().println("wrote " + out);
    }
    return ExitCode.OK;
  }

  private static void print(TraceSummary summary, Console console) {
    Table facts = Table.builder().text("").text("").build();
    facts.row("trace", summary.source() + " (" + summary.format() + ")");
    facts.row(
        "requests",
        ReadableNumbers.count(summary.requests())
            + (summary.zeroOutputs() > 0
                ? ", of them "
                    + ReadableNumbers.count(summary.zeroOutputs())
                    + " with 0 output tokens, taken as 1"
                : ""));
    summary.arrivals().ifPresentOrElse(a -> arrivals(facts, a), () -> noArrivals(facts));
    console.out().print(facts.render(console.outPaint()));
    console.out().println();
    Table lengths =
        Table.builder()
            .text("tokens")
            .number("mean")
            .number("min")
            .number("p50")
            .number("p90")
            .number("p95")
            .number("p99")
            .number("max")
            .number("in all")
            .build();
    length(lengths, "input", summary.input());
    length(lengths, "output", summary.output());
    console.out().print(lengths.render(console.outPaint()));
    console.out().println();
    Table shared = Table.builder().text("").text("").build();
    shared.row("input and output", "correlation " + ReadableNumbers.number(summary.correlation()));
    shared.row(
        "shared prefixes",
        summary.sharedTokensShare() > 0
            ? ReadableNumbers.percent(summary.sharedTokensShare())
                + " of prompt tokens, in "
                + ReadableNumbers.percent(summary.sharingRequestsShare())
                + " of requests"
            : "none told by this trace");
    console.out().print(shared.render(console.outPaint()));
  }

  private static void arrivals(Table facts, ArrivalSummary arrivals) {
    RateProfile profile = arrivals.profile();
    facts.row("duration", ReadableNumbers.time(arrivals.durationSeconds() * NANOS_PER_SECOND));
    facts.row(
        "rate",
        ReadableNumbers.number(arrivals.perSecond())
            + "/s, at most "
            + ReadableNumbers.number(profile.peakPerSecond())
            + "/s over "
            + ReadableNumbers.time((double) profile.binNanos()));
    facts.row("over time", bars(profile));
    facts.row(
        "gaps",
        "coefficient of variation "
            + ReadableNumbers.number(arrivals.gapVariation())
            + ", burstiness "
            + ReadableNumbers.number(arrivals.burstiness())
            + " (Poisson: 1 and 1)");
    facts.row(
        "counts",
        "variance over mean "
            + ReadableNumbers.number(profile.dispersion())
            + " in intervals of "
            + ReadableNumbers.time((double) profile.binNanos())
            + " (Poisson: 1)");
  }

  private static void noArrivals(Table facts) {
    facts.row("rate", "this trace does not say when requests came");
  }

  private static String bars(RateProfile profile) {
    double peak = profile.peakPerSecond();
    StringBuilder bars = new StringBuilder();
    for (int bin = 0; bin < profile.counts().size(); bin++) {
      double share = peak > 0 ? profile.perSecond(bin) / peak : 0;
      bars.append(BARS.charAt((int) Math.ceil(share * (BARS.length() - 1))));
    }
    return bars.toString();
  }

  private static void length(Table table, String name, LengthSummary lengths) {
    table.row(
        name,
        ReadableNumbers.number(lengths.mean()),
        ReadableNumbers.count(lengths.min()),
        tokens(lengths.p50()),
        tokens(lengths.p90()),
        tokens(lengths.p95()),
        tokens(lengths.p99()),
        ReadableNumbers.count(lengths.max()),
        ReadableNumbers.count(lengths.sum()));
  }

  private static String tokens(double tokens) {
    return ReadableNumbers.count(Math.round(tokens));
  }

  private static String header(TraceSummary summary) {
    return "# Like "
        + summary.source().replaceAll(".*[/\\\\]", "")
        + ": "
        + summary.requests()
        + " requests. Not in it: drift of the rate, correlation of the lengths, shared prefixes"
        + (summary.sharedTokensShare() > 0
            ? " (" + ReadableNumbers.percent(summary.sharedTokensShare()) + " of prompt tokens)"
            : "")
        + ".\n";
  }

  private static ObjectNode json(TraceSummary summary) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("source", summary.source());
    node.put("format", summary.format());
    node.put("requests", summary.requests());
    node.put("zero_outputs", summary.zeroOutputs());
    summary
        .arrivals()
        .ifPresent(
            arrivals -> {
              ObjectNode item = node.putObject("arrivals");
              put(item, "duration_s", arrivals.durationSeconds());
              put(item, "rate_per_s", arrivals.perSecond());
              put(item, "gap_variation", arrivals.gapVariation());
              put(item, "burstiness", arrivals.burstiness());
              put(item, "dispersion", arrivals.profile().dispersion());
              put(item, "interval_s", arrivals.profile().binNanos() / NANOS_PER_SECOND);
              ArrayNode counts = item.putArray("counts");
              for (int count : arrivals.profile().counts()) {
                counts.add(count);
              }
            });
    json(node.putObject("input_tokens"), summary.input());
    json(node.putObject("output_tokens"), summary.output());
    put(node, "correlation", summary.correlation());
    put(node, "shared_tokens_share", summary.sharedTokensShare());
    put(node, "sharing_requests_share", summary.sharingRequestsShare());
    return node;
  }

  private static void json(ObjectNode node, LengthSummary lengths) {
    put(node, "mean", lengths.mean());
    put(node, "standard_deviation", lengths.standardDeviation());
    node.put("min", lengths.min());
    put(node, "p50", lengths.p50());
    put(node, "p90", lengths.p90());
    put(node, "p95", lengths.p95());
    put(node, "p99", lengths.p99());
    node.put("max", lengths.max());
    node.put("sum", lengths.sum());
  }

  /** A figure with six digits; one that is not a number is left out. */
  private static void put(ObjectNode node, String key, double value) {
    if (!Double.isNaN(value) && !Double.isInfinite(value)) {
      BigDecimal digits = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
      node.put(key, digits.scale() < 0 ? digits.setScale(0) : digits);
    }
  }
}
