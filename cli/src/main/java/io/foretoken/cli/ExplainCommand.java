package io.foretoken.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.hardware.step.StepExplanation;
import io.foretoken.scenario.explain.ExplainedStep;
import io.foretoken.scenario.explain.PolicyNote;
import io.foretoken.scenario.explain.StepsOfRun;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.run.RunOutcome;
import io.foretoken.scenario.run.ScenarioRun;
import io.foretoken.sim.ProgressListener;
import io.foretoken.sim.request.RequestSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code foretoken explain}: where a decode step and a prefill step spend their time. */
@picocli.CommandLine.Command(
    name = "explain",
    description =
        "Take the mean decode step and a step with a prompt apart, by operator and limit.")
final class ExplainCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;

  @Parameters(index = "0", paramLabel = "SCENARIO", description = "Scenario file (YAML).")
  private Path scenario;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set a value of the scenario. Repeatable.")
  private List<String> sets = new ArrayList<>();

  @Mixin private CatalogOption own;

  @Mixin private TableOrJsonOption format;

  @Override
  public ExitCode run(Console console) throws IOException {
    PreparedRun prepared =
        new ScenarioResolver(own.catalog())
            .resolve(ScenarioTree.read(scenario).setAll(sets), false);
    RunOutcome outcome =
        ScenarioRun.execute(
            prepared,
            0,
            RequestSink.NONE,
            ProgressListener.SILENT,
            console.cancellation()::isCancelled);
    List<ExplainedStep> steps = StepsOfRun.of(prepared, outcome.figures());
    if (format.isJson()) {
      console
          .out()
          .println(
              new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(steps)));
    } else {
      steps.forEach(step -> console.out().println(table(step, console.outPaint())));
      console.out().println(PolicyNote.of(prepared.deployment().engine().policy()));
    }
    return ExitCode.OK;
  }

  private static String table(ExplainedStep step, Paint paint) {
    StepExplanation parts = step.parts();
    double device = (double) (parts.stageNanos() + parts.lastStageExtraNanos());
    Table table =
        Table.builder()
            .text("operator")
            .number("count")
            .number("time")
            .number("share")
            .number("TFLOP")
            .number("GB read")
            .text("limit")
            .build();
    for (StepExplanation.Row row : parts.rows()) {
      table.row(
          row.name(),
          ReadableNumbers.count(row.count()),
          ReadableNumbers.time(row.nanos()),
          ReadableNumbers.percent(row.nanos() / device),
          ReadableNumbers.number(row.flops() / 1e12),
          ReadableNumbers.number(row.hbmBytes() / 1e9),
          row.limit().words());
    }
    return String.format(
            Locale.ROOT,
            "%s: %s sequences with %s tokens stored%s%n",
            paint.bold(step.title()),
            ReadableNumbers.count(step.shape().decodeRows),
            ReadableNumbers.count(step.shape().decodeContext),
            step.shape().chunkCount == 0
                ? ""
                : ", a prompt of " + ReadableNumbers.count(step.shape().chunkNew[0]))
        + table.render(paint)
        + "device "
        + ReadableNumbers.time(device)
        + ", host thread "
        + ReadableNumbers.time((double) parts.hostNanos())
        + "; limit "
        + parts.limit().words()
        + "\n";
  }

  private static ArrayNode json(List<ExplainedStep> steps) {
    ArrayNode list = new ObjectMapper().createArrayNode();
    for (ExplainedStep step : steps) {
      ObjectNode node = list.addObject();
      node.put("step", step.title());
      node.put("decode_rows", step.shape().decodeRows);
      node.put("decode_context", step.shape().decodeContext);
      node.put("prompt_tokens", step.shape().chunkCount == 0 ? 0 : step.shape().chunkNew[0]);
      node.put(
          "device_s",
          seconds((double) (step.parts().stageNanos() + step.parts().lastStageExtraNanos())));
      node.put("host_s", seconds((double) step.parts().hostNanos()));
      node.put("limit", step.parts().limit().words());
      ArrayNode rows = node.putArray("operators");
      for (StepExplanation.Row row : step.parts().rows()) {
        ObjectNode operator = rows.addObject();
        operator.put("name", row.name());
        operator.put("count", row.count());
        operator.put("time_s", seconds(row.nanos()));
        operator.put("flops", Math.round(row.flops()));
        operator.put("hbm_bytes", Math.round(row.hbmBytes()));
        operator.put("limit", row.limit().words());
      }
    }
    return list;
  }

  private static BigDecimal seconds(double nanos) {
    return new BigDecimal(nanos / NANOS_PER_SECOND).setScale(12, RoundingMode.HALF_EVEN);
  }
}
