package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The points of a sweep: which there are and what each is, checked as far as that goes without
 * running one. Points are made when they are asked for.
 */
public final class SweepPlan {
  private static final String PARAM = "--param";
  private static final String ARRIVALS = "arrivals";
  private static final Set<String> MORE_BATCH_LIMITS = Set.of("batch_size");
  private static final List<String> ENGINES = List.of("vllm", "sglang", "tensorrt-llm");

  private final ScenarioTree base;
  private final SweepOptions options;
  private final List<Dimension> dimensions;
  private final List<NodePath> paths;
  private final SweepLoad load;
  private final ScenarioFiles files;
  private final List<String> notes = new ArrayList<>();
  private long warmupNanos = -1;

  private SweepPlan(
      ScenarioTree base, SweepOptions options, List<Dimension> dimensions, SweepLoad load) {
    this.base = base;
    this.options = options;
    this.dimensions = dimensions;
    this.load = load;
    this.paths = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      dimension.paths().forEach(path -> paths.add(NodePath.parse(path, dimension.origin())));
    }
    files = new ScenarioFiles(base.folder());
  }

  /**
   * Plans a sweep of a scenario.
   *
   * @throws BadInputException if there is nothing to sweep, a path leads nowhere, a value is not of
   *     its kind, or the load contradicts the parameters
   */
  public static SweepPlan of(ScenarioTree tree, SweepOptions options) {
    ScenarioTree base =
        new ScenarioTree(tree.root().without("sweep"), tree.folder(), tree.defaultName());
    LocatedNode section = tree.root().get("sweep");
    List<Dimension> dimensions;
    if (!options.parameters().isEmpty()) {
      dimensions = SweepParameters.ofArguments(PARAM, options.parameters(), options.samples());
    } else if (section instanceof MapNode map && map.size() > 0) {
      dimensions = SweepParameters.ofSection(map, options.samples());
    } else {
      throw new BadInputException(
          new Problem(
              section == null ? tree.root().origin() : section.origin(),
              "sweep",
              section == null || section.isNull() || section instanceof MapNode
                  ? "there is nothing to sweep"
                  : "found " + section.describe() + " where a map of paths is wanted",
              "add sweep: {fleet.main.engine.batching.max_num_seqs: [8, 16, 32]}, or give --param"
                  + " path=v1,v2"));
    }
    SweepPlan plan = new SweepPlan(base, options, dimensions, load(dimensions, options.load()));
    if (!options.parameters().isEmpty() && section != null) {
      plan.notes.add("the scenario's own sweep is left out: --param takes its place");
    }
    plan.check();
    return plan;
  }

  private static SweepLoad load(List<Dimension> dimensions, Optional<SweepLoad> wanted) {
    Dimension arrivals = null;
    boolean limits = false;
    for (Dimension dimension : dimensions) {
      for (String path : dimension.paths()) {
        List<String> steps = NodePath.parse(path, dimension.origin()).steps();
        String last = steps.get(steps.size() - 1);
        limits |= isBatchLimit(last);
        boolean isLoad =
            steps.contains(ARRIVALS)
                || (steps.get(0).equals("classes") && Set.of("rate", "share").contains(last));
        arrivals = isLoad ? dimension : arrivals;
      }
    }
    if (wanted.isPresent() && wanted.get() == SweepLoad.FULL && arrivals != null) {
      throw new BadInputException(
          new Problem(
              arrivals.origin(),
              String.join(", ", arrivals.paths()),
              "arrivals are swept, and --load full takes their place by a closed loop",
              "give --load at-rate, or sweep something else"));
    }
    return wanted.orElse(limits && arrivals == null ? SweepLoad.FULL : SweepLoad.AT_RATE);
  }

  private static boolean isBatchLimit(String key) {
    return MORE_BATCH_LIMITS.contains(key)
        || ENGINES.stream()
            .anyMatch(
                engine ->
                    key.equals(EngineKnob.SEQUENCES.name(engine))
                        || key.equals(EngineKnob.STEP_TOKENS.name(engine)));
  }

  /** The first point as a whole, then every other value in it. */
  private void check() {
    Problems problems = new Problems();
    Set<String> said = new HashSet<>();
    int[] rows = new int[dimensions.size()];
    check(rows, problems, said);
    problems.throwIfAny();
    for (int at = 0; at < rows.length; at++) {
      for (int row = 1; row < dimensions.get(at).rows().size(); row++) {
        rows[at] = row;
        check(rows, problems, said);
      }
      rows[at] = 0;
    }
    problems.throwIfAny();
  }

  private void check(int[] rows, Problems problems, Set<String> said) {
    try {
      ScenarioResolver.checkShape(tree(rows));
    } catch (BadInputException e) {
      for (Problem problem : e.problems()) {
        if (said.add(problem.toString())) {
          problems.add(problem);
        }
      }
    }
  }

  /** How many points there are; {@link Long#MAX_VALUE} for more than that. */
  public long size() {
    long size = 1;
    for (Dimension dimension : dimensions) {
      long high = Math.multiplyHigh(size, dimension.rows().size());
      size *= dimension.rows().size();
      if (high != 0 || size < 0) {
        return Long.MAX_VALUE;
      }
    }
    return size;
  }

  /** The parameters, in the order of the grid. */
  public List<String> parameters() {
    return dimensions.stream().flatMap(dimension -> dimension.paths().stream()).toList();
  }

  /** What load the points see. */
  public SweepLoad load() {
    return load;
  }

  /** How often each point is run, and which catalogues it knows. */
  SweepOptions options() {
    return options;
  }

  /** Name of the scenario. */
  public String scenario() {
    LocatedNode name = base.root().get("name");
    return name instanceof ScalarNode scalar && !scalar.isNull()
        ? scalar.text()
        : base.defaultName();
  }

  /** What the user should know about how the sweep was understood. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  void note(String note) {
    notes.add(note);
  }

  /** Warm-up that is left out at every point, ns; negative for the scenario's or the default. */
  long warmupNanos() {
    return warmupNanos;
  }

  /** Leaves out a warm-up that was found. */
  void useWarmup(long nanos) {
    warmupNanos = nanos;
  }

  /** Whether the scenario or a parameter says how long the warm-up is. */
  boolean givesWarmup() {
    return parameters().stream().anyMatch(path -> path.equals("stop") || path.startsWith("stop."))
        || (base.root().get("stop") instanceof MapNode stop && stop.has("warmup"));
  }

  /** Values of a point's parameters as text. */
  List<String> values(int index) {
    List<String> values = new ArrayList<>();
    for (LocatedNode value : nodes(rows(index))) {
      values.add(CanonicalText.readable(value));
    }
    return values;
  }

  /**
   * A point's scenario, every value with its origin.
   *
   * @throws BadInputException if a path leads nowhere
   */
  ScenarioTree tree(int index) {
    return tree(rows(index));
  }

  private ScenarioTree tree(int[] rows) {
    MapNode root = base.root();
    List<LocatedNode> values = nodes(rows);
    int at = 0;
    for (Dimension dimension : dimensions) {
      for (int path = 0; path < dimension.paths().size(); path++) {
        root = paths.get(at).set(root, values.get(at), dimension.origin());
        at++;
      }
    }
    return new ScenarioTree(root, base.folder(), base.defaultName());
  }

  private List<LocatedNode> nodes(int[] rows) {
    List<LocatedNode> nodes = new ArrayList<>();
    for (int at = 0; at < rows.length; at++) {
      nodes.addAll(dimensions.get(at).rows().get(rows[at]));
    }
    return nodes;
  }

  private int[] rows(int index) {
    int[] rows = new int[dimensions.size()];
    int left = index;
    for (int at = rows.length - 1; at >= 0; at--) {
      int count = dimensions.get(at).rows().size();
      rows[at] = left % count;
      left /= count;
    }
    return rows;
  }

  /** A point as a task. */
  SweepTask task(int index) {
    MapNode scenario = tree(index).root();
    String text = pointText(files.text(scenario), warmupNanos).text();
    List<SweepTask.NamedFile> named = new ArrayList<>(files.of(scenario));
    named.addAll(files.ofPaths(options.catalogs()));
    return new SweepTask(
        PointExecutor.KIND, index, key(text, named), base.folder().toString(), text, named);
  }

  private PointText pointText(String scenario, long warmup) {
    return new PointText(
        load,
        options.plan(),
        warmup,
        options.catalogs().stream()
            .map(path -> path.toAbsolutePath().normalize().toString())
            .toList(),
        scenario);
  }

  /** Hash of what all points have in common: the same for a grid with more or fewer values. */
  String commonKey() {
    List<SweepTask.NamedFile> named = new ArrayList<>(files.of(base.root()));
    named.addAll(files.ofPaths(options.catalogs()));
    return key(pointText(files.text(base.root()), -1).text(), named);
  }

  String version() {
    return options.version();
  }

  private String key(String text, List<SweepTask.NamedFile> named) {
    StringBuilder all = new StringBuilder(options.version()).append('\n').append(text).append('\n');
    for (SweepTask.NamedFile file : named) {
      all.append(file.path()).append(' ').append(file.sha256()).append('\n');
    }
    return Sha256.of(all.toString());
  }

  /** Where the parameters were written, for problems of the grid as a whole. */
  public Origin origin() {
    return dimensions.get(0).origin();
  }
}
