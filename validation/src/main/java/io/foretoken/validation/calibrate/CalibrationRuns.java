package io.foretoken.validation.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.validation.benchmark.BenchmarkConversion;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.ConvertedRun;
import io.foretoken.validation.benchmark.StatedLoad;
import io.foretoken.validation.benchmark.StatedSetup;
import java.util.ArrayList;
import java.util.List;

/** From benchmark runs to runs that a calibration takes. */
public final class CalibrationRuns {
  private CalibrationRuns() {}

  /**
   * The runs, in their order.
   *
   * @param given what the user says of the deployment; goes before what a file says
   * @param givenLoad what the user says of the load; of what a file does not say
   * @throws io.foretoken.input.problem.BadInputException with everything that is missing or
   *     contradicts itself
   */
  public static List<CalibrationRun> of(
      Catalog catalog, StatedSetup given, StatedLoad givenLoad, List<BenchmarkRun> runs) {
    List<ConvertedRun> converted =
        new BenchmarkConversion(catalog, given, givenLoad).converted(runs);
    List<CalibrationRun> all = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      all.add(BenchmarkTimes.of(runs.get(i), converted.get(i)));
    }
    return all;
  }

  /** What is assumed of the runs because nobody says it, each once. */
  public static List<String> assumptions(List<CalibrationRun> runs) {
    return runs.stream().flatMap(run -> run.run().assumptions().stream()).distinct().toList();
  }
}
