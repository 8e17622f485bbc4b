package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.nio.file.Path;
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
    tree = set(tree, "model", "--model", model);
    tree = set(tree, "fleet.0.gpu", "--gpu", gpu);
    tree = set(tree, "fleet.0.parallelism.tensor", "--tp", tensor);
    tree = set(tree, "fleet.0.replicas", "--replicas", replicas);
    tree = set(tree, "workload.input_tokens", "--input", input);
    tree = set(tree, "workload.output_tokens", "--output", output);
    if (rate != null) {
      tree = set(tree, "workload.arrivals", "--rate", "{process: poisson, rate: " + rate + "}");
    }
    if (concurrency != null) {
      tree =
          set(
              tree,
              "workload.arrivals",
              "--concurrency",
              "{process: concurrent, concurrency: " + concurrency + "}");
    }
    if (file == null) {
      requireEnough();
      tree = tree.set("stop", "{requests: " + REQUESTS + "}", Origin.argument("run"));
    }
    return tree;
  }

  private static ScenarioTree set(ScenarioTree tree, String path, String option, String value) {
    return value == null ? tree : tree.set(path, value, Origin.argument(option + " " + value));
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
