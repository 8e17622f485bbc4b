package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.report.SweepReport;
import io.foretoken.scenario.sweep.LiveSweep;
import io.foretoken.scenario.sweep.SweepFiles;
import io.foretoken.scenario.sweep.SweepPlan;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.scenario.sweep.SweepResult;
import io.foretoken.ui.viewmodel.ScenarioState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files of a sweep, of the points that have been run in full: those of the command line. */
public final class SweepExports {
  private static final String NOT_RUN = "not simulated in full when this was written";

  private final SweepPlan plan;
  private final Curve curve;
  private final ScenarioState.Valid scenario;

  SweepExports(SweepPlan plan, Curve curve, ScenarioState.Valid scenario) {
    this.plan = plan;
    this.curve = curve;
    this.scenario = scenario;
  }

  private SweepResult result() {
    List<SweepPoint> points = new ArrayList<>();
    for (Slot slot : curve.slots()) {
      boolean isFull = !slot.coarse() && (slot.figures().isPresent() || slot.isFailed());
      points.add(
          new SweepPoint(
              slot.index(),
              List.of(slot.value()),
              slot.key(),
              isFull ? slot.figures() : Optional.empty(),
              isFull ? slot.failure() : NOT_RUN));
    }
    return LiveSweep.result(plan, points);
  }

  /** {@code points.csv}. */
  public void csv(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    SweepFiles.writePoints(writer, result());
    writer.flush();
  }

  /** {@code report.html}. */
  public void report(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    SweepReport.write(
        writer,
        result(),
        Optional.of(scenario.run()),
        ScenarioSource.of(scenario.tree().root().without("sweep")));
    writer.flush();
  }
}
