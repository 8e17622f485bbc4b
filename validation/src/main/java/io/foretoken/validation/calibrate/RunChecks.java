package io.foretoken.validation.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.replay.PhysicalFloor;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.table.UnusableRunException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether runs belong together and can have been measured on the hardware that is named. */
final class RunChecks {
  /** Clocks and peaks differ by this much; what is faster still is something else. */
  private static final double SLACK = 0.97;

  private RunChecks() {}

  /**
   * Checks all runs.
   *
   * @throws io.foretoken.input.problem.BadInputException with all that is wrong
   */
  static void throwIfAny(Catalog catalog, List<CalibrationRun> runs) {
    Problems problems = new Problems();
    if (runs.isEmpty()) {
      problems.add(
          Problem.of(Origin.argument("TRACE"), "there is no run to calibrate with", "name a file"));
      problems.throwIfAny();
    }
    Setup first = runs.get(0).run().setup();
    if (catalog.findModel(first.model()).isEmpty()) {
      problems.add(catalog.unknownModel(first.model(), origin(runs.get(0).run()), "model"));
    }
    if (catalog.findGpu(first.gpu()).isEmpty()) {
      problems.add(catalog.unknownGpu(first.gpu(), origin(runs.get(0).run()), "gpu"));
    }
    problems.throwIfAny();
    for (CalibrationRun run : runs) {
      checkAlike(catalog, runs.get(0).run(), run.run(), problems);
      checkPhysics(catalog, run.run(), problems);
    }
    problems.throwIfAny();
  }

  private static Origin origin(MeasuredRun run) {
    return Origin.file(run.id());
  }

  private static void checkAlike(
      Catalog catalog, MeasuredRun first, MeasuredRun run, Problems problems) {
    Map<String, String> of = facts(catalog, first.setup());
    Map<String, String> is = facts(catalog, run.setup());
    of.forEach(
        (what, value) -> {
          if (!value.equals(is.get(what))) {
            problems.add(
                Problem.of(
                    origin(run),
                    "is of " + what + " " + is.get(what) + ", " + first.id() + " of " + value,
                    "a profile is of one deployment: calibrate each by itself"));
          }
        });
  }

  private static Map<String, String> facts(Catalog catalog, Setup setup) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "model", catalog.findModel(setup.model()).map(model -> model.id()).orElse(setup.model()));
    facts.put("GPU", catalog.findGpu(setup.gpu()).map(gpu -> gpu.id()).orElse(setup.gpu()));
    facts.put("engine", setup.engine() + " " + setup.version());
    facts.put("topology", setup.topology());
    facts.put("weights", setup.weights().isEmpty() ? "the checkpoint's own" : setup.weights());
    facts.put("KV cache", setup.kvCache().isEmpty() ? "auto" : setup.kvCache());
    return facts;
  }

  /** Settings that step times depend on, by their paths, that are the same in all runs. */
  static Map<String, String> settings(Catalog catalog, List<CalibrationRun> runs) {
    Map<String, String> same = null;
    for (CalibrationRun run : runs) {
      Map<String, String> own = new Replay(catalog).prepare(run.run()).facts().settings();
      if (same == null) {
        same = new TreeMap<>(own);
      } else {
        same.entrySet().retainAll(own.entrySet());
      }
    }
    if (same == null) {
      return Map.of();
    }
    same.remove("precision.weights"); // has a place of its own in a profile
    return same;
  }

  /** The format in which weights are served: what was stated, else the checkpoint's own. */
  static Optional<WeightFormat> weights(Catalog catalog, Setup setup) {
    return setup.weights().isEmpty()
        ? catalog
            .findModel(setup.model())
            .flatMap(model -> WeightFormat.of(model.shape().nativePrecision()))
        : WeightFormat.of(setup.weights());
  }

  private static void checkPhysics(Catalog catalog, MeasuredRun run, Problems problems) {
    PreparedRun prepared;
    try {
      prepared = new Replay(catalog).prepare(run);
    } catch (UnusableRunException e) {
      return; // The simulation says why.
    }
    Optional<PhysicalFloor> floor = PhysicalFloor.of(prepared);
    if (floor.isEmpty()) {
      return;
    }
    String model = run.setup().model();
    int gpus = prepared.facts().gpusPerReplica();
    String hardware = (gpus == 1 ? "" : gpus + " x ") + run.setup().gpu();
    // No request has less to read, so neither mean nor median can be below it.
    double token = floor.get().decodeSeconds(1);
    Double tpot = run.figures().get(Metric.TPOT_P50);
    tpot = tpot == null ? run.figures().get(Metric.TPOT_MEAN) : tpot;
    if (tpot != null && tpot < SLACK * token) {
      problems.add(
          tooFast(
              run,
              String.format(
                  Locale.ROOT,
                  "TPOT %.2f ms, but reading the weights of %s once takes %.2f ms at the peak of"
                      + " %s",
                  tpot * 1e3,
                  model,
                  token * 1e3,
                  hardware),
              "is it another GPU, more of them, a smaller number format, or speculative decoding"
                  + " (which is not modelled yet)?"));
    }
    // Long prompts take more than in proportion: the mean time is at least that of the mean prompt.
    // Of the median nothing follows, most prompts may be far shorter than the mean.
    double prompt = floor.get().promptSeconds(meanInput(run.load()));
    Double ttft = run.figures().get(Metric.TTFT_MEAN);
    if (ttft != null && ttft < SLACK * prompt) {
      problems.add(
          tooFast(
              run,
              String.format(
                  Locale.ROOT,
                  "TTFT %.2f ms in the mean, but %d prompt tokens of %s take %.2f ms at the peak"
                      + " of %s",
                  ttft * 1e3,
                  meanInput(run.load()),
                  model,
                  prompt * 1e3,
                  hardware),
              "is it another GPU, or were the prompts in the prefix cache? Measure with distinct"
                  + " prompts"));
    }
  }

  private static int meanInput(Load load) {
    return load instanceof ClosedLoad closed && closed.drawn()
        ? (int) (ClosedLoad.MEAN_SHARE * closed.inputTokens())
        : load.typicalInput();
  }

  private static Problem tooFast(MeasuredRun run, String how, String hint) {
    return Problem.of(origin(run), "is faster than the hardware can be: " + how, hint);
  }
}
