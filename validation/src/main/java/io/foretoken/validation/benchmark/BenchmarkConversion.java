package io.foretoken.validation.benchmark;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.validation.measured.Load;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes measured runs, which can be replayed, of users' benchmark runs. What a file does not say is
 * taken from what the user gives; what nobody says and cannot be assumed is asked for, all at once.
 */
public final class BenchmarkConversion {
  /** The suite that such runs are scored in. */
  public static final String SUITE = "benchmark";

  private static final String DEFAULT_ENGINE = "vllm";

  private final Catalog catalog;
  private final StatedSetup given;
  private final StatedLoad givenLoad;

  /**
   * A conversion.
   *
   * @param given what the user says of the deployment; goes before what a file says
   * @param givenLoad what the user says of the load; of what a file does not say
   */
  public BenchmarkConversion(Catalog catalog, StatedSetup given, StatedLoad givenLoad) {
    this.catalog = catalog;
    this.given = given;
    this.givenLoad = givenLoad;
  }

  /** The run as one that can be replayed. */
  public MeasuredRun measured(BenchmarkRun run) {
    return converted(List.of(run)).get(0).run();
  }

  /**
   * The runs as ones that can be replayed, in their order.
   *
   * @throws BadInputException with everything that is missing or contradicts itself
   */
  public List<ConvertedRun> converted(List<BenchmarkRun> runs) {
    Problems problems = new Problems();
    checkModels(runs, problems);
    List<ConvertedRun> converted = new ArrayList<>();
    for (BenchmarkRun run : runs) {
      try {
        converted.add(convert(run));
      } catch (BadInputException e) {
        problems.addAll(e);
      }
    }
    problems.throwIfAny();
    return converted;
  }

  /**
   * The load of a run alone, to be sent to a deployment that is described elsewhere.
   *
   * @throws BadInputException if too little is known of it
   */
  public ConvertedLoad load(BenchmarkRun run) {
    List<String> assumptions = new ArrayList<>();
    LoadConversion conversion = new LoadConversion(run, run.load().or(givenLoad), assumptions);
    Load load = conversion.load();
    return new ConvertedLoad(load, conversion.order(), assumptions);
  }

  /** Runs of different models cannot be of one deployment. */
  private void checkModels(List<BenchmarkRun> runs, Problems problems) {
    BenchmarkRun first = null;
    for (BenchmarkRun run : runs) {
      String model = run.setup().model();
      if (first != null && !model.isEmpty() && !sameModel(first.setup().model(), model)) {
        problems.add(
            Problem.of(
                run.source().place(),
                "this run is of "
                    + model
                    + ", and the one at "
                    + first.source().place()
                    + " of "
                    + first.setup().model(),
                "give runs of one model at a time"));
        return;
      }
      first = first == null && !model.isEmpty() ? run : first;
    }
    boolean contradicts =
        first != null
            && !given.model().isEmpty()
            && catalog.findModel(given.model()).isPresent()
            && catalog.findModel(first.setup().model()).isPresent()
            && !sameModel(given.model(), first.setup().model());
    if (contradicts) {
      problems.add(
          Problem.of(
              first.source().place(),
              "the file is of the model " + first.setup().model() + ", not " + given.model(),
              "is this the right file?"));
    }
  }

  private boolean sameModel(String a, String b) {
    return canonical(a).equals(canonical(b));
  }

  private String canonical(String model) {
    return catalog.findModel(model).map(entry -> entry.shape().id()).orElse(model);
  }

  private ConvertedRun convert(BenchmarkRun run) {
    Problems problems = new Problems();
    List<String> assumptions = new ArrayList<>(run.notes());
    StatedSetup setup = given.or(run.setup());
    if (setup.model().isEmpty()) {
      missing(run, "which model ran", "add --model, such as --model llama-3.1-8b", problems);
    }
    if (setup.gpu().isEmpty()) {
      missing(run, "on which GPU it ran", "add --gpu, such as --gpu h100", problems);
    }
    checkDegrees(run, problems);
    for (String obstacle : run.obstacles()) {
      problems.add(
          Problem.of(run.source().place(), obstacle, "choose another run of the file, or another"));
    }
    Map<Metric, Double> figures = BenchmarkFigures.of(run);
    if (figures.isEmpty()) {
      problems.add(
          Problem.of(
              run.source().place(),
              "no request of the run was answered, and no latency is stated",
              "name the file of a run that ended well"));
    }
    LoadConversion conversion = new LoadConversion(run, run.load().or(givenLoad), assumptions);
    Load load = null;
    try {
      load = conversion.load();
    } catch (BadInputException e) {
      problems.addAll(e);
    }
    problems.throwIfAny();
    return new ConvertedRun(
        new MeasuredRun(
            SUITE,
            run.id(),
            deployed(setup, assumptions),
            load,
            figures,
            List.of(),
            LoadConversion.regime(run, load),
            false,
            new Source(run.source().file(), "sha256:" + run.source().sha256(), "the user's own"),
            assumptions),
        conversion.order());
  }

  private static void missing(BenchmarkRun run, String what, String hint, Problems problems) {
    problems.add(Problem.of(run.source().place(), "the file does not say " + what, hint));
  }

  /** A file that says how the model was divided is believed, so the user may not say otherwise. */
  private void checkDegrees(BenchmarkRun run, Problems problems) {
    int stated = run.setup().tensor();
    if (stated > 0 && given.tensor() > 0 && stated != given.tensor()) {
      problems.add(
          Problem.of(
              run.source().place(),
              "the file says that it ran with tensor parallelism "
                  + stated
                  + ", not "
                  + given.tensor(),
              "is this the right file?"));
    }
  }

  private static Setup deployed(StatedSetup setup, List<String> assumptions) {
    if (setup.engine().isEmpty()) {
      assumptions.add("the engine is not stated: vllm is assumed; say --engine otherwise");
    }
    if (setup.tensor() == 0) {
      assumptions.add("tensor parallelism is not stated: 1 is assumed; say --tp otherwise");
    }
    if (setup.version().isEmpty()) {
      assumptions.add("the engine's version is not stated: the newest known is assumed");
    }
    if (setup.knobs().isEmpty()) {
      assumptions.add(
          "no setting of the engine is stated, nor its KV blocks: its defaults are assumed; say"
              + " --set otherwise, such as --set engine.batching.max_num_seqs=128 or --set"
              + " engine.memory.num_gpu_blocks_override=18000");
    }
    return new Setup(
        setup.model(),
        setup.weights(),
        setup.kvCache(),
        setup.gpu(),
        Math.max(1, setup.replicas()),
        Math.max(1, setup.tensor()),
        Math.max(1, setup.pipeline()),
        Math.max(1, setup.data()),
        Math.max(1, setup.expert()),
        setup.engine().isEmpty() ? DEFAULT_ENGINE : setup.engine(),
        setup.version(),
        new TreeMap<>(setup.knobs()),
        !"true".equals(setup.knobs().get("api.in_process")));
  }
}
