package io.foretoken.cli;

import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.validation.benchmark.StatedSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What the user says of the deployment that a benchmark file was measured on. */
final class DeploymentOptions {
  private static final String SET = "--set ";
  private static final String POOL = "fleet.main.";
  private static final String ENGINE = "engine.";
  private static final List<String> SECTIONS = List.of("batching", "memory", "compilation", "api");
  private static final int MOST = 1024;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Model that was served: catalogue name or alias.")
  private String model = "";

  @Option(names = "--gpu", paramLabel = "NAME", description = "GPU that it was served on.")
  private String gpu = "";

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Engine that served it. Default: what the file says, else vllm.")
  private String engine = "";

  @Option(
      names = "--engine-version",
      paramLabel = "V",
      description = "Its version. Default: what the file says, else the newest known.")
  private String version = "";

  @Option(names = "--tp", paramLabel = "N", description = "Tensor parallelism.")
  private int tensor;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Any other setting, by its path in a scenario, such as"
              + " engine.memory.num_gpu_blocks_override=18000 or precision.weights=fp8."
              + " Repeatable.")
  private List<String> settings = new ArrayList<>();

  /**
   * What was said.
   *
   * @throws io.foretoken.input.problem.BadInputException with every setting that is none
   */
  StatedSetup stated() {
    Problems problems = new Problems();
    Map<String, String> knobs = new TreeMap<>();
    Map<String, String> others = new TreeMap<>();
    for (String setting : settings) {
      take(setting, knobs, others, problems);
    }
    if (tensor < 0 || tensor > MOST) {
      problems.add(
          Problem.of(Origin.argument("--tp " + tensor), "found " + tensor, "give 1 to " + MOST));
    }
    StatedSetup stated =
        new StatedSetup(
            model,
            others.getOrDefault("precision.weights", ""),
            others.getOrDefault("precision.kv_cache_dtype", ""),
            gpu,
            engine,
            version,
            degree(others, "replicas", problems),
            tensor,
            degree(others, "parallelism.pipeline", problems),
            degree(others, "parallelism.data", problems),
            degree(others, "parallelism.expert", problems),
            knobs);
    problems.throwIfAny();
    return stated;
  }

  private static void take(
      String setting, Map<String, String> knobs, Map<String, String> others, Problems problems) {
    Origin origin = Origin.argument(SET + setting);
    int equals = setting.indexOf('=');
    if (equals <= 0 || equals == setting.length() - 1) {
      problems.add(
          Problem.of(
              origin,
              "no value is set",
              "write path=value, such as --set engine.batching.max_num_seqs=128"));
      return;
    }
    String path = setting.substring(0, equals);
    String value = setting.substring(equals + 1);
    path = path.startsWith(POOL) ? path.substring(POOL.length()) : path;
    path = path.startsWith(ENGINE) ? path.substring(ENGINE.length()) : path;
    int dot = path.indexOf('.');
    boolean plain = path.matches("[a-z_.]+") && value.matches("[A-Za-z0-9._+-]+");
    if (plain && dot > 0 && SECTIONS.contains(path.substring(0, dot))) {
      knobs.put(path, value);
      return;
    }
    List<String> known =
        List.of(
            "precision.weights",
            "precision.kv_cache_dtype",
            "replicas",
            "parallelism.pipeline",
            "parallelism.data",
            "parallelism.expert");
    if (plain && known.contains(path)) {
      others.put(path, value);
      return;
    }
    String question = NearestName.question(path, known);
    problems.add(
        Problem.of(
            origin,
            "\"" + path + "\" is no setting of a deployment",
            (question.isEmpty() ? "" : question + " ")
                + "known: engine.batching.*, engine.memory.*, engine.compilation.*, engine.api.*, "
                + String.join(", ", known)));
  }

  private static int degree(Map<String, String> others, String path, Problems problems) {
    String written = others.getOrDefault(path, "0");
    if (written.matches("\\d{1,4}") && Integer.parseInt(written) <= MOST) {
      return Integer.parseInt(written);
    }
    problems.add(
        Problem.of(
            Origin.argument(SET + path + "=" + written), "found " + written, "give 1 to " + MOST));
    return 0;
  }
}
