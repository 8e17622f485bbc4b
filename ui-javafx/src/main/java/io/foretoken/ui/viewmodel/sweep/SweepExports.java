package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.scenario.report.ScenarioSource;
import io.foretoken.scenario.report.SweepReport;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.sweep.LiveSweep;
import io.foretoken.scenario.sweep.SweepFiles;
import io.foretoken.scenario.sweep.SweepPoint;
import io.foretoken.scenario.sweep.SweepResult;
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

  private final PassPlans swept;
  private final Curve curve;

  SweepExports(PassPlans swept, Curve curve) {
    this.swept = swept;
    this.curve = curve;
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
    return LiveSweep.result(swept.fine(), points);
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
        writer, result(), base(), ScenarioSource.of(swept.tree().root().without("sweep")));
    writer.flush();
  }

  /** What was swept, not the document, which may say something else by now. */
  private Optional<PreparedRun> base() {
    ScenarioTree tree = swept.tree();
    ScenarioTree alone =
        new ScenarioTree(tree.root().without("sweep"), tree.folder(), tree.defaultName());
    try {
      return Optional.of(new ScenarioResolver(Catalog.shipped()).resolve(alone, false));
    } catch (BadInputException e) {
      // A slider's value that no run can have; its points say why.
      return Optional.empty();
    }
  }
}
