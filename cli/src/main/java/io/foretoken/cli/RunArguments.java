package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.resolve.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that make a scenario without a file, or change the one that is given. */
final class RunArguments {
  private static final String REQUESTS = "3000";

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Model, or the path of a config.json, instead of a file's.")
  private String model;

  @Option(names = "--gpu", paramLabel = "NAME", description = "GPU, instead of a file's.")
  private String gpu;

  @Option(names = "--tp", paramLabel = "N", description = "Tensor parallelism.")
  private String tensor;

  @Option(names = "--replicas", paramLabel = "N", description = "Engine instances.")
  private String replicas;

  @Option(names = "--rate", paramLabel = "R", description = "Poisson arrivals, such as 5/s.")
  private String rate;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "A closed loop of N requests in flight, instead of --rate.")
  private String concurrency;

  @Option(names = "--input", paramLabel = "N", description = "Prompt tokens per request.")
  private String input;

  @Option(names = "--output", paramLabel = "N", description = "Output tokens per request.")
  private String output;

  /**
   * The scenario with these options.
   *
   * @param file the scenario's file, or {@code null} without one
   * @throws BadInputException if something indispensable is missing
   */
  ScenarioTree apply(ScenarioTree given, Path file) {
    ScenarioTree tree = given;
    for (Setting setting : settings("fleet.0")) {
      tree = tree.set(setting.path(), setting.value(), setting.origin());
    }
    if (file == null) {
      requireEnough();
      tree = tree.set("stop", "{requests: " + REQUESTS + "}", Origin.argument("run"));
    }
    return tree;
  }

  /**
   * What the options that were given set.
   *
   * @param pool path of the pool
   */
  List<Setting> settings(String pool) {
    List<Setting> settings = new ArrayList<>();
    add(settings, "model", "--model", model);
    add(settings, pool + ".gpu", "--gpu", gpu);
    add(settings, pool + ".parallelism.tensor", "--tp", tensor);
    add(settings, pool + ".replicas", "--replicas", replicas);
    add(settings, "workload.input_tokens", "--input", input);
    add(settings, "workload.output_tokens", "--output", output);
    addArrivals(settings, "--rate", "{process: poisson, rate: %s}", rate);
    addArrivals(settings, "--concurrency", "{process: concurrent, concurrency: %s}", concurrency);
    return settings;
  }

  private static void add(List<Setting> settings, String path, String option, String value) {
    if (value != null) {
      settings.add(new Setting(path, value, Origin.argument(option + " " + value)));
    }
  }

  private static void addArrivals(
      List<Setting> settings, String option, String process, String value) {
    if (value != null) {
      settings.add(
          new Setting(
              "workload.arrivals",
              String.format(Locale.ROOT, process, value),
              Origin.argument(option + " " + value)));
    }
  }

  private void requireEnough() {
    Problems problems = new Problems();
    require(problems, "--model", model, "a model, such as --model llama-3.1-8b");
    require(problems, "--gpu", gpu, "a GPU, such as --gpu h100");
    require(problems, "--input", input, "prompt tokens, such as --input 1000");
    require(problems, "--output", output, "output tokens, such as --output 250");
    if (concurrency == null) {
      require(problems, "--rate", rate, "a load, such as --rate 5/s or --concurrency 32");
    }
    problems.throwIfAny();
  }

  private static void require(Problems problems, String option, String value, String hint) {
    if (value == null) {
      problems.add(
          Problem.of(
              Origin.argument("run"),
              option + " is missing, and no scenario file is given",
              "give a scenario file, or " + hint));
    }
  }
}
