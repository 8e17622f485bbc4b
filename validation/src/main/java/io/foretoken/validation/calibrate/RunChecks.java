package io.foretoken.validation.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
    return facts;
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
    Setup setup = run.setup();
    Optional<ModelShape> model = catalog.findModel(setup.model()).map(entry -> entry.shape());
    Optional<GpuSpec> gpu = catalog.findGpu(setup.gpu()).map(entry -> entry.spec());
    if (model.isEmpty() || gpu.isEmpty()) {
      return;
    }
    Optional<WeightFormat> format = weights(catalog, setup);
    if (format.isEmpty()) {
      return;
    }
    int gpus = setup.tensor() * setup.pipeline() * setup.data();
    double weights = ParameterCount.of(model.get()).activePerStep();
    double fastestStep =
        weights * format.get().bytesPerWeight() / (gpus * gpu.get().memoryGbPerSecond() * 1e9);
    Double tpot = middle(run, Metric.TPOT_P50, Metric.TPOT_MEAN);
    if (tpot != null && tpot < SLACK * fastestStep) {
      problems.add(
          Problem.of(
              origin(run),
              String.format(
                  Locale.ROOT,
                  "is faster than the hardware can be: TPOT %.2f ms, but reading the weights of %s"
                      + " in %s once takes %.2f ms at the %.0f GB/s of %s",
                  tpot * 1e3,
                  setup.model(),
                  format.get().id(),
                  fastestStep * 1e3,
                  gpu.get().memoryGbPerSecond(),
                  gpus == 1 ? setup.gpu() : gpus + " x " + setup.gpu()),
              "is it another GPU, more of them, a smaller number format, or speculative decoding"
                  + " (which is not modelled yet)?"));
    }
    double fastestPrompt =
        2 * weights * run.load().typicalInput() / (gpus * format.get().tflops(gpu.get()) * 1e12);
    Double ttft = middle(run, Metric.TTFT_P50, Metric.TTFT_MEAN);
    if (ttft != null && ttft < SLACK * fastestPrompt) {
      problems.add(
          Problem.of(
              origin(run),
              String.format(
                  Locale.ROOT,
                  "is faster than the hardware can be: TTFT %.2f ms, but %d prompt tokens of %s"
                      + " take %.2f ms at the peak of %s",
                  ttft * 1e3,
                  run.load().typicalInput(),
                  setup.model(),
                  fastestPrompt * 1e3,
                  gpus == 1 ? setup.gpu() : gpus + " x " + setup.gpu()),
              "is it another GPU, or were the prompts in the prefix cache? Measure with distinct"
                  + " prompts"));
    }
  }

  private static Double middle(MeasuredRun run, Metric median, Metric mean) {
    Double half = run.figures().get(median);
    return half == null ? run.figures().get(mean) : half;
  }
}
