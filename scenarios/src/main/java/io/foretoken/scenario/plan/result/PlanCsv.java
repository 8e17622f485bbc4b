package io.foretoken.scenario.plan.result;

import io.foretoken.scenario.export.CsvText;
import io.foretoken.scenario.export.FixedDecimal;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.plan.fleet.FleetPart;
import io.foretoken.scenario.plan.fleet.FleetPlan;
import io.foretoken.scenario.plan.fleet.FleetStep;
import io.foretoken.scenario.statistic.KeyFigure;
import io.foretoken.scenario.statistic.PointFigures;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/** The tables of a plan as CSV. */
public final class PlanCsv {
  private static final int DECIMALS = 6;

  private PlanCsv() {}

  /**
   * {@code plan.csv}: one row per case of the forecast, size of the fleet and kind of replica. The
   * column {@code usd_per_week} is {@code gpus x hours_per_week x gpu_hour_usd}, and adds up to
   * what the fleet costs in a week.
   */
  public static void writeFleets(Writer out, PlanResult plan) throws IOException {
    out.write(
        "case,step,name,load_per_s,hours_per_week,candidate,term,replicas,gpus,"
            + "capacity_per_replica_per_s,gpu_hour_usd,usd_per_week\n");
    for (FleetPlan fleet : plan.fleets().values()) {
      for (int number = 0; number < fleet.steps().size(); number++) {
        FleetStep step = fleet.steps().get(number);
        for (FleetPart part : step.parts()) {
          out.write(
              fleet.forecastCase().word()
                  + ","
                  + number
                  + ","
                  + CsvText.quoted(step.name())
                  + ","
                  + decimal(step.load())
                  + ","
                  + decimal(step.hours())
                  + ","
                  + CsvText.quoted(part.name())
                  + ","
                  + part.term().word()
                  + ","
                  + part.replicas()
                  + ","
                  + part.gpus()
                  + ","
                  + decimal(part.perReplica())
                  + ","
                  + decimal(part.usdPerGpuHour())
                  + ","
                  + decimal(part.usdPerWeek())
                  + "\n");
        }
      }
    }
  }

  /** {@code plan-candidates.csv}: one row per candidate, in the order of the table. */
  public static void writeCandidates(Writer out, PlanResult plan) throws IOException {
    out.write(
        "candidate,gpu,gpus_per_replica,chosen,simulated,bound_per_s,capacity_per_s,"
            + "ttft_p99_s,tpot_p99_s,e2e_p99_s,replicas,gpus,usd_per_month,usd_per_month_low,"
            + "usd_per_month_high,reason\n");
    for (RunnerUp row : plan.runnersUp()) {
      CandidateCapacity known = plan.candidates().get(row.candidate());
      Optional<PointFigures> at = known.search().flatMap(found -> found.at());
      Optional<FleetStep> peak = row.fleet().map(FleetPlan::peak);
      out.write(
          CsvText.quoted(row.name())
              + ","
              + known.candidate().gpu()
              + ","
              + known.candidate().gpus()
              + ","
              + (row.isChosen() ? "1," : "0,")
              + (row.isSimulated() ? "1," : "0,")
              + (known.candidate().fits() ? decimal(known.bound()) : "")
              + ","
              + (at.isPresent() ? decimal(known.perReplica()) : "")
              + ","
              + figure(at, KeyFigure.TTFT_P99)
              + ","
              + figure(at, KeyFigure.TPOT_P99)
              + ","
              + figure(at, KeyFigure.E2E_P99)
              + ","
              + peak.map(step -> Integer.toString(step.replicas())).orElse("")
              + ","
              + peak.map(step -> Integer.toString(step.gpus())).orElse("")
              + ","
              + row.fleet().map(fleet -> decimal(fleet.money().usdPerMonth())).orElse("")
              + ","
              + decimal(row.usdPerMonthLow())
              + ","
              + decimal(row.usdPerMonthHigh())
              + ","
              + CsvText.quoted(row.reason())
              + "\n");
    }
  }

  private static String figure(Optional<PointFigures> figures, KeyFigure figure) {
    return figures.map(at -> decimal(at.value(figure))).orElse("");
  }

  private static String decimal(double value) {
    return Double.isFinite(value) ? FixedDecimal.of(value, DECIMALS) : "";
  }
}
