package io.foretoken.scenario.plan.candidate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.spec.PlanCandidatesSpec;
import io.foretoken.scenario.spec.PlanSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the candidates of a plan. */
public final class CandidateSet {
  /** Candidates at most. */
  public static final int MOST = 500;

  private static final String PATH = "plan.candidates";
  private static final double GIB = 1L << 30;
  private static final int[] USUAL_TENSOR = {1, 2, 4, 8};

  private final ScenarioTree base;
  private final ScenarioResolver resolver;
  private final Problems problems;

  private CandidateSet(ScenarioTree base, ScenarioResolver resolver, Problems problems) {
    this.base = base;
    this.resolver = resolver;
    this.problems = problems;
  }

  /** GPUs that a plan considers: catalogue ids, sorted. */
  public static List<String> gpus(PlanSpec spec, Catalog catalog, Problems problems) {
    List<Located<String>> named = spec.candidates().map(PlanCandidatesSpec::gpus).orElse(List.of());
    TreeSet<String> ids = new TreeSet<>();
    for (Located<String> gpu : named) {
      Optional<GpuEntry> found = catalog.findGpu(gpu.value());
      found.ifPresent(entry -> ids.add(entry.id()));
      if (found.isEmpty()) {
        problems.add(catalog.unknownGpu(gpu.value(), gpu.origin(), PATH + ".gpus"));
      }
    }
    if (named.isEmpty()) {
      spec.prices()
          .forEach(row -> catalog.findGpu(row.gpu().value()).ifPresent(gpu -> ids.add(gpu.id())));
    }
    if (named.isEmpty() && spec.prices().isEmpty()) {
      for (String gpu : catalog.gpuIds()) {
        if (catalog.price(gpu, Optional.empty(), Optional.empty()).isPresent()) {
          ids.add(gpu);
        }
      }
    }
    return List.copyOf(ids);
  }

  /**
   * Makes them, in the order of their names.
   *
   * @param tree the scenario
   * @param gpus catalogue ids
   */
  public static List<Candidate> of(
      ScenarioTree tree,
      PlanSpec spec,
      List<String> gpus,
      ScenarioResolver resolver,
      Problems problems) {
    ScenarioTree base =
        new ScenarioTree(
            tree.root().without("plan").without("sweep").without("prices"),
            tree.folder(),
            tree.defaultName());
    return new CandidateSet(base, resolver, problems)
        .all(
            spec.candidates()
                .orElse(new PlanCandidatesSpec(List.of(), List.of(), List.of(), Optional.empty())),
            gpus);
  }

  private List<Candidate> all(PlanCandidatesSpec spec, List<String> gpus) {
    List<String> weights =
        spec.weights().isEmpty()
            ? List.of("")
            : spec.weights().stream().map(Located::value).distinct().toList();
    List<Map<String, LocatedNode>> knobs = knobs(spec.knobs().orElse(Map.of()));
    TreeMap<String, Candidate> byName = new TreeMap<>();
    for (String gpu : gpus) {
      for (String format : weights) {
        for (Map<String, LocatedNode> setting : knobs) {
          for (Candidate each : ofDegrees(spec, gpu, format, setting)) {
            byName.put(each.name(), each);
          }
        }
      }
      if (byName.size() > MOST) {
        problems.add(
            base.root().origin(),
            PATH,
            "there are more than " + MOST + " candidates",
            "name fewer GPUs, degrees, formats or knobs");
        return List.of();
      }
    }
    List<Candidate> numbered = new ArrayList<>();
    for (Candidate each : byName.values()) {
      numbered.add(
          new Candidate(
              numbered.size(),
              each.name(),
              each.gpu(),
              each.gpus(),
              each.tensor(),
              each.weights(),
              each.knobs(),
              each.tree(),
              each.engine(),
              each.provenance(),
              each.refusal()));
    }
    return List.copyOf(numbered);
  }

  /** The degrees asked for; else the least that fits and twice that. */
  private List<Candidate> ofDegrees(
      PlanCandidatesSpec spec, String gpu, String format, Map<String, LocatedNode> setting) {
    List<Candidate> found = new ArrayList<>();
    if (!spec.tensor().isEmpty()) {
      spec.tensor().forEach(tensor -> found.add(make(gpu, tensor.value(), format, setting)));
      return found;
    }
    Candidate last = null;
    for (int tensor : USUAL_TENSOR) {
      last = make(gpu, tensor, format, setting);
      if (last.fits()) {
        found.add(last);
      }
      if (found.size() == 2) {
        break;
      }
    }
    return found.isEmpty() ? List.of(last) : found;
  }

  /** Every combination of the knobs' values. */
  private List<Map<String, LocatedNode>> knobs(Map<String, LocatedNode> written) {
    List<Map<String, LocatedNode>> all = List.of(Map.of());
    for (Map.Entry<String, LocatedNode> knob : written.entrySet()) {
      List<LocatedNode> values =
          knob.getValue() instanceof ListNode list ? list.items() : List.of(knob.getValue());
      List<Map<String, LocatedNode>> more = new ArrayList<>();
      for (Map<String, LocatedNode> before : all) {
        for (LocatedNode value : values) {
          if (!(value instanceof ScalarNode)) {
            problems.add(
                value.origin(),
                PATH + ".knobs",
                "found " + value.describe() + " where a value is wanted",
                "write lists of values, such as"
                    + " {fleet.main.engine.batching.max_num_seqs: [64, 256]}");
            return List.of();
          }
          Map<String, LocatedNode> with = new LinkedHashMap<>(before);
          with.put(knob.getKey(), value);
          more.add(with);
        }
      }
      all = more;
    }
    return all;
  }

  private Candidate make(String gpu, int tensor, String format, Map<String, LocatedNode> setting) {
    StringBuilder name = new StringBuilder(gpu);
    name.append(tensor > 1 ? " tp" + tensor : "");
    name.append(format.isEmpty() ? "" : " " + format);
    Map<String, String> knobs = new LinkedHashMap<>();
    setting.forEach(
        (path, value) -> {
          knobs.put(path, ((ScalarNode) value).text());
          name.append(' ')
              .append(path.substring(path.lastIndexOf('.') + 1))
              .append('=')
              .append(((ScalarNode) value).text());
        });
    Origin origin = Origin.argument("candidate " + name);
    ScenarioTree tree =
        base.set("fleet.0.gpu", gpu, origin)
            .set("fleet.0.replicas", "1", origin)
            .set("fleet.0.parallelism.tensor", Integer.toString(tensor), origin);
    if (!format.isEmpty()) {
      tree = tree.set("precision.weights", format, origin);
    }
    for (Map.Entry<String, LocatedNode> knob : setting.entrySet()) {
      try {
        tree =
            new ScenarioTree(
                NodePath.parse(knob.getKey(), knob.getValue().origin())
                    .set(tree.root(), knob.getValue(), knob.getValue().origin()),
                tree.folder(),
                tree.defaultName());
      } catch (BadInputException e) {
        problems.addAll(e);
      }
    }
    Optional<String> refusal = Optional.empty();
    String engine = "";
    String provenance = "";
    int gpus = tensor;
    try {
      PreparedRun run = resolver.resolve(tree, false);
      engine = run.engine();
      provenance = run.facts().provenance();
      gpus = run.facts().gpusPerReplica();
    } catch (BadInputException e) {
      refusal = Optional.of(why(tree, e));
    }
    return new Candidate(
        0, name.toString(), gpu, gpus, tensor, format, knobs, tree, engine, provenance, refusal);
  }

  private String why(ScenarioTree tree, BadInputException refusal) {
    Optional<MemoryPlan> memory = resolver.memory(tree).filter(plan -> !plan.fits());
    return memory.isPresent()
        ? "does not fit: short by "
            + ReadableNumbers.number(memory.get().shortBytes() / GIB)
            + " GiB"
        : refusal.problems().get(0).message();
  }
}
