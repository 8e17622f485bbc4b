package io.foretoken.ui.viewmodel;

import io.foretoken.hardware.step.StepExplanation;
import io.foretoken.scenario.explain.ExplainedStep;
import io.foretoken.scenario.export.CsvText;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.export.SummaryJson;
import io.foretoken.scenario.export.TimeSeriesCsv;
import io.foretoken.scenario.report.RunReport;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.ui.viewmodel.RequestTimeline.Bar;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a run can be saved as: the same as those of {@code foretoken run --out}. */
public final class RunFiles {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int DECIMALS = 12;

  private RunFiles() {}

  /** Those of what is shown. */
  public static List<FileContent> of(RunState state) {
    if (state.run().isEmpty()) {
      return List.of();
    }
    SimulatedRun run = state.run().get();
    List<FileContent> files = new ArrayList<>();
    files.add(
        new FileContent(
            "Report, HTML",
            "report.html",
            text(
                out ->
                    RunReport.write(
                        out,
                        run.prepared(),
                        run.outcome(),
                        Optional.empty(),
                        ScenarioSource.of(run.tree().root())))));
    files.add(
        new FileContent(
            "Figures, JSON",
            "summary.json",
            text(out -> SummaryJson.write(out, run.prepared(), run.outcome()))));
    files.add(
        new FileContent(
            "Time series, CSV",
            "timeseries.csv",
            text(
                out ->
                    TimeSeriesCsv.write(
                        out,
                        run.prepared().facts().pool(),
                        run.outcome().figures().result(),
                        run.outcome().endNanos()))));
    state
        .timeline()
        .ifPresent(
            window ->
                files.add(
                    new FileContent(
                        "Requests of the window, CSV",
                        "requests-of-window.csv",
                        text(out -> requests(out, window)))));
    files.add(
        new FileContent("Step by operator, CSV", "step.csv", text(out -> steps(out, run.steps()))));
    return List.copyOf(files);
  }

  /** What writes text. */
  private interface Text {
    void write(Writer out) throws IOException;
  }

  private static ExportContent text(Text content) {
    return (OutputStream to) -> {
      Writer out = new OutputStreamWriter(to, SafeFile.TEXT);
      content.write(out);
      out.flush();
    };
  }

  private static void requests(Writer out, RequestTimeline window) throws IOException {
    out.write(
        "id,replica,sent_s,first_scheduled_s,first_token_made_s,left_s,ttft_s,tpot_s,"
            + "input_tokens,output_tokens,preemptions,outcome,slo\n");
    for (Bar bar : window.bars()) {
      out.write(
          String.join(
              ",",
              Long.toString(bar.index()),
              bar.replica() < 0 ? "" : Integer.toString(bar.replica()),
              FixedDecimal.seconds(bar.sentNanos()),
              FixedDecimal.seconds(bar.scheduledNanos()),
              FixedDecimal.seconds(bar.decodeNanos()),
              FixedDecimal.seconds(bar.endNanos()),
              seconds(bar.ttftNanos()),
              seconds(bar.tpotNanos()),
              Integer.toString(bar.inputTokens()),
              Integer.toString(bar.outputTokens()),
              Integer.toString(bar.preemptions()),
              bar.outcome(),
              switch (bar.verdict()) {
                case NOT_JUDGED -> "";
                case HOLDS -> "holds";
                case MISSES -> "misses";
              }));
      out.write('\n');
    }
  }

  private static void steps(Writer out, List<ExplainedStep> steps) throws IOException {
    out.write("step,operator,count,time_s,limit\n");
    for (ExplainedStep step : steps) {
      for (StepExplanation.Row row : step.parts().rows()) {
        out.write(
            String.join(
                ",",
                CsvText.quoted(step.title()),
                CsvText.quoted(row.name()),
                Integer.toString(row.count()),
                seconds(row.nanos()),
                CsvText.quoted(row.limit().words())));
        out.write('\n');
      }
    }
  }

  private static String seconds(double nanos) {
    return Double.isNaN(nanos) ? "" : FixedDecimal.of(nanos / NANOS_PER_SECOND, DECIMALS);
  }
}
