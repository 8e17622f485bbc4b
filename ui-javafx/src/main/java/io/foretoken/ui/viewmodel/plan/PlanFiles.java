package io.foretoken.ui.viewmodel.plan;

import io.foretoken.scenario.plan.result.FleetStart;
import io.foretoken.scenario.plan.result.PlanCsv;
import io.foretoken.scenario.plan.result.PlanJson;
import io.foretoken.scenario.plan.result.PlanReport;
import io.foretoken.scenario.plan.result.PlanResult;
import io.foretoken.ui.viewmodel.FileContent;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of a plan: those that {@code foretoken plan --out} writes. */
public final class PlanFiles {
  private PlanFiles() {}

  /** Writes text. */
  private interface Text {
    void write(Writer out) throws IOException;
  }

  /** All of them. */
  public static List<FileContent> of(Planned planned) {
    PlanResult plan = planned.result();
    List<FileContent> files = new ArrayList<>();
    files.add(
        file("Candidates, CSV", "plan-candidates.csv", out -> PlanCsv.writeCandidates(out, plan)));
    files.add(file("Fleet by period, CSV", "plan.csv", out -> PlanCsv.writeFleets(out, plan)));
    files.add(file("Plan, JSON", "plan.json", out -> PlanJson.write(out, plan)));
    files.add(file("Report", "report.html", out -> PlanReport.write(out, plan, planned.source())));
    if (plan.starts().size() == 1) {
      FleetStart start = plan.starts().get(0);
      files.add(
          file("Fleet at its peak, scenario", "fleet.yaml", out -> out.write(start.scenario())));
      files.add(file("Start of a replica", "serve.sh", out -> out.write(start.command())));
    }
    return List.copyOf(files);
  }

  private static FileContent file(String label, String name, Text text) {
    return new FileContent(
        label,
        name,
        out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          text.write(writer);
          writer.flush();
        });
  }
}
