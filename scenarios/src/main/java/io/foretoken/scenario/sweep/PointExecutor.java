package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.cost.FullLoad;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.FullLoadRun;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.scenario.statistic.Replications;
import io.foretoken.scenario.statistic.RunRecord;
import io.foretoken.sim.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs points from their texts. What points have in common (catalogues, traces, companion runs) is
 * read or run once and kept. Safe for several threads; results depend on the task alone.
 */
public final class PointExecutor implements TaskExecutor {
  /** Kind of its tasks. */
  static final String KIND = "point";

  private static final String DEFAULT_NAME = "point";

  private final Map<List<String>, ScenarioResolver> resolvers = new ConcurrentHashMap<>();
  private final Map<String, FullLoad> companions = new ConcurrentHashMap<>();

  @Override
  public String kind() {
    return KIND;
  }

  /**
   * Runs a point as often as its text says.
   *
   * @return JSON in UTF-8 on one line: {@code {"figures": {...}}}, of a task for other work {@code
   *     {"result": "..."}}, or {@code {"failure": "why"}} where it cannot be run
   */
  @Override
  public byte[] run(SweepTask task, CancelToken cancel) {
    try {
      Optional<TaskWork> other = TaskWorks.of(task.text());
      if (other.isPresent()) {
        return TaskWorks.run(other.get(), task, cancel);
      }
      PointText.Parsed point = PointText.parse(task.text());
      ScenarioTree tree = new ScenarioTree(point.scenario(), Path.of(task.folder()), DEFAULT_NAME);
      return bytes(figures(point, tree, cancel), "");
    } catch (BadInputException e) {
      return bytes(null, reason(e));
    } catch (RuntimeException e) {
      // One point that fails must not take the others with it.
      return bytes(null, "defect of the program: " + oneLine(e.toString()));
    }
  }

  private PointFigures figures(PointText.Parsed point, ScenarioTree tree, CancelToken cancel) {
    PreparedPoint prepared = prepare(point, tree);
    return Replications.of(
        prepared.run(),
        point.plan(),
        prepared.inFlight(),
        replication -> prepared.execute(replication, companions(point), cancel));
  }

  /** One run of a point. */
  RunRecord run(PointText.Parsed point, String folder, int replication, CancelToken cancel) {
    ScenarioTree tree = new ScenarioTree(point.scenario(), Path.of(folder), DEFAULT_NAME);
    PreparedPoint prepared = prepare(point, tree);
    return RunRecord.of(prepared.run(), prepared.execute(replication, companions(point), cancel));
  }

  /** Companion runs, of which points that have the same one share it. */
  private PreparedPoint.Companions companions(PointText.Parsed point) {
    String key = companionKey(point);
    return (scenario, figures, token) -> {
      if (key.isEmpty()) {
        return FullLoadRun.of(scenario, figures.result(), token);
      }
      FullLoad known = companions.get(key);
      if (known == null) {
        known = FullLoadRun.of(scenario, figures.result(), token);
        if (!token.isCancelled()) {
          companions.put(key, known);
        }
      }
      return known;
    };
  }

  /** Resolves a point. */
  PreparedPoint prepare(PointText.Parsed point, ScenarioTree tree) {
    PreparedRun scenario = resolver(point.catalogs()).resolve(tree, false);
    return point.load() == SweepLoad.FULL
        ? PreparedPoint.full(scenario, point.warmupNanos())
        : PreparedPoint.atRate(scenario, point.warmupNanos());
  }

  private ScenarioResolver resolver(List<String> catalogs) {
    return resolvers.computeIfAbsent(
        catalogs,
        files -> new ScenarioResolver(Catalog.with(files.stream().map(Path::of).toList())));
  }

  /**
   * Scenarios of one key have the same companion run: those that differ in when requests arrive,
   * how long and what they cost. Empty where classes make it depend on what was sent.
   */
  private static String companionKey(PointText.Parsed point) {
    MapNode scenario = point.scenario();
    if (scenario.has("classes") || !(scenario.get("workload") instanceof MapNode workload)) {
      return "";
    }
    if (workload.has("trace")) {
      return "";
    }
    MapNode load = workload.without("arrivals");
    return point.catalogs()
        + CanonicalText.of(
            scenario
                .without("name")
                .without("stop")
                .without("prices")
                .with("workload", scenario.keyOrigin("workload"), load));
  }

  /** What was wrong, on one line. */
  static String reason(BadInputException failure) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : failure.problems()) {
      text.append(text.length() == 0 ? "" : "; ");
      text.append(problem.path().isEmpty() ? "" : problem.path() + ": ").append(problem.message());
      text.append(problem.hint().isEmpty() ? "" : " (" + problem.hint() + ")");
    }
    return oneLine(text.toString());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /**
   * @param figures null where the point could not be run
   */
  private static byte[] bytes(PointFigures figures, String failure) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      if (figures == null) {
        json.writeStringField("failure", failure);
      } else {
        json.writeFieldName("figures");
        PointJson.write(json, figures);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
