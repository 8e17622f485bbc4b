package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * The parameters of a sweep, from the scenario's {@code sweep} section or from arguments:
 *
 * <pre>
 * sweep:
 *   fleet.main.engine.batching.max_num_seqs: 8..256*2          # 8, 16, ... 256
 *   workload.arrivals.rate: [1/s, 2..10..2/s]                  # 1, 2, 4, ... 10
 *   fleet.main.gpu, prices.gpu_hour_usd: [[h100, 2.99], [h200, 3.80]]     # together
 *   samples: 64                                                # Sobol points in ranges without step
 * </pre>
 *
 * <p>Every parameter varies with every other; the last one written varies fastest. Ranges without a
 * step are sampled together: one point of a Sobol sequence gives a value for each.
 */
public final class SweepParameters {
  private static final String SAMPLES = "samples";
  private static final int MOST_SAMPLES = 1_000_000;
  private static final int MOST_SAMPLED = 100;

  private final Problems problems = new Problems();
  private final List<Dimension> dimensions = new ArrayList<>();
  private final Map<String, NumberRange> sampled = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private Origin sampledOrigin;
  private int sampledAt;

  private SweepParameters() {}

  /**
   * Of the scenario's section.
   *
   * @param samples number of samples that takes the place of the section's, if given
   * @throws BadInputException with every problem
   */
  static List<Dimension> ofSection(MapNode section, OptionalInt samples) {
    SweepParameters parameters = new SweepParameters();
    OptionalInt count = samples;
    for (MapNode.Entry entry : section.entries()) {
      if (entry.key().equals(SAMPLES)) {
        count = samples.isPresent() ? samples : parameters.count(entry.value());
      } else {
        parameters.add(entry.key(), entry.value(), entry.keyOrigin());
      }
    }
    return parameters.dimensions(count, section.origin());
  }

  /**
   * Of arguments of the form {@code path=values}.
   *
   * @param option the option's name, for problems
   * @throws BadInputException with every problem
   */
  static List<Dimension> ofArguments(String option, List<String> texts, OptionalInt samples) {
    SweepParameters parameters = new SweepParameters();
    for (String text : texts) {
      Origin origin = Origin.argument(option + " " + text);
      int equals = text.indexOf('=');
      if (equals <= 0) {
        parameters.problems.add(
            Problem.of(
                origin,
                "no values are given",
                "write path=v1,v2 or path=first..last..step, such as"
                    + " fleet.0.engine.batching.max_num_seqs=8..256*2"));
      } else {
        parameters.addArgument(
            text.substring(0, equals).strip(), text.substring(equals + 1), origin);
      }
    }
    return parameters.dimensions(samples, Origin.argument(option));
  }

  private void addArgument(String path, String values, Origin origin) {
    try {
      LocatedNode list = LocatedYaml.parseValue("[" + values + "]", origin);
      boolean isBracketed =
          list instanceof ListNode one
              && one.size() == 1
              && one.items().get(0) instanceof ListNode
              && path.indexOf(',') < 0;
      add(path, isBracketed ? ((ListNode) list).items().get(0) : list, origin);
    } catch (BadInputException e) {
      problems.addAll(e);
    }
  }

  private void add(String written, LocatedNode value, Origin origin) {
    List<String> paths = Arrays.stream(written.split(",", -1)).map(String::strip).toList();
    for (String path : paths) {
      if (!seen.add(path)) {
        problems.add(origin, path, "is swept twice", "give all its values at once");
      }
      if (path.equals("sweep") || path.startsWith("sweep.")) {
        problems.add(origin, path, "a sweep cannot sweep itself", "name a value of the scenario");
      }
    }
    if (paths.size() > 1) {
      addTogether(paths, value, origin);
    } else {
      addAlone(paths.get(0), value, origin);
    }
  }

  private void addAlone(String path, LocatedNode value, Origin origin) {
    List<LocatedNode> items =
        value instanceof ListNode list ? list.items() : value.isNull() ? List.of() : List.of(value);
    List<List<LocatedNode>> rows = new ArrayList<>();
    for (LocatedNode item : items) {
      Optional<NumberRange> range =
          item instanceof ScalarNode scalar && !scalar.quoted()
              ? NumberRange.of(scalar.text())
              : Optional.empty();
      if (range.isEmpty()) {
        rows.add(List.of(item));
      } else if (range.get().by().isEmpty() && items.size() == 1) {
        sample(path, range.get(), item.origin());
        return;
      } else {
        expand(path, range.get(), (ScalarNode) item, rows);
      }
    }
    if (items.isEmpty()) {
      problems.add(
          origin,
          path,
          "has no values, so the grid is empty",
          "write values, such as [8, 16, 32] or 8..256*2");
    }
    dimensions.add(new Dimension(origin, List.of(path), List.copyOf(rows)));
  }

  private void sample(String path, NumberRange range, Origin origin) {
    if (sampled.isEmpty()) {
      sampledAt = dimensions.size();
      sampledOrigin = origin;
    }
    sampled.put(path, range);
  }

  private void expand(
      String path, NumberRange range, ScalarNode written, List<List<LocatedNode>> rows) {
    String reason = range.whyEmpty();
    if (!reason.isEmpty()) {
      problems.add(
          written.origin(),
          path,
          "the range " + written.text() + " " + reason,
          "write first..last..step or first..last*factor, such as 1..10..0.5 or 8..256*2");
      return;
    }
    Optional<List<String>> values = range.values();
    if (values.isEmpty()) {
      problems.add(
          written.origin(),
          path,
          "the range " + written.text() + " has more than " + NumberRange.MOST_VALUES + " values",
          "take a larger step");
      return;
    }
    for (String value : values.get()) {
      rows.add(List.of(new ScalarNode(written.origin(), value, false)));
    }
  }

  private void addTogether(List<String> paths, LocatedNode value, Origin origin) {
    List<List<LocatedNode>> rows = new ArrayList<>();
    if (value instanceof ListNode list) {
      for (LocatedNode item : list.items()) {
        if (item instanceof ListNode row && row.size() == paths.size()) {
          rows.add(row.items());
        } else {
          problems.add(
              item.origin(),
              String.join(", ", paths),
              "found " + item.describe() + " where " + paths.size() + " values are wanted",
              "write a list of lists with a value for each path, such as [[h100, 2.99], [h200,"
                  + " 3.80]]");
        }
      }
    }
    if (rows.isEmpty() && problems.isEmpty()) {
      problems.add(
          origin,
          String.join(", ", paths),
          "has no values, so the grid is empty",
          "write a list of lists with a value for each path");
    }
    dimensions.add(new Dimension(origin, paths, List.copyOf(rows)));
  }

  private OptionalInt count(LocatedNode value) {
    if (value instanceof ScalarNode scalar && scalar.text().matches("[0-9]{1,7}")) {
      int count = Integer.parseInt(scalar.text());
      if (count >= 1 && count <= MOST_SAMPLES) {
        return OptionalInt.of(count);
      }
    }
    problems.add(
        value.origin(),
        "sweep." + SAMPLES,
        "found " + value.describe(),
        "write a whole number from 1 to " + MOST_SAMPLES + ", such as 64");
    return OptionalInt.empty();
  }

  private List<Dimension> dimensions(OptionalInt samples, Origin origin) {
    if (!sampled.isEmpty() && samples.isEmpty() && problems.isEmpty()) {
      for (String path : sampled.keySet()) {
        problems.add(
            sampledOrigin,
            path,
            "the range has no step",
            "write first..last..step or first..last*factor, or how many values to sample: samples:"
                + " 64 or --samples 64");
      }
    } else if (sampled.isEmpty() && samples.isPresent() && problems.isEmpty()) {
      problems.add(
          origin,
          SAMPLES,
          "there is no range to sample",
          "write a range without a step, such as 1.0/s..20.0/s");
    } else if (sampled.size() > MOST_SAMPLED) {
      problems.add(origin, SAMPLES, sampled.size() + " ranges", "sample at most " + MOST_SAMPLED);
    }
    problems.throwIfAny();
    if (!sampled.isEmpty()) {
      dimensions.add(sampledAt, samples(samples.getAsInt()));
    }
    return List.copyOf(dimensions);
  }

  private Dimension samples(int count) {
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(sampled.size());
    List<List<LocatedNode>> rows = new ArrayList<>();
    for (int sample = 0; sample < count; sample++) {
      double[] shares = sobol.nextVector();
      List<LocatedNode> row = new ArrayList<>();
      for (NumberRange range : sampled.values()) {
        row.add(new ScalarNode(sampledOrigin, range.at(shares[row.size()]), false));
      }
      rows.add(List.copyOf(row));
    }
    return new Dimension(sampledOrigin, List.copyOf(sampled.keySet()), List.copyOf(rows));
  }
}
