package io.foretoken.scenario.result;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.cost.FullLoad;
import io.foretoken.scenario.cost.GpuPrice;
import io.foretoken.scenario.cost.Usage;
import io.foretoken.scenario.export.ResultFile;
import io.foretoken.scenario.export.SummaryJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The figures of a {@code summary.json}, by the keys that its reference page lists. */
public final class ResultSummary {
  private final MapNode root;
  private final String where;

  private ResultSummary(MapNode root, String where) {
    this.root = root;
    this.where = where;
  }

  /**
   * Reads the summary of a folder of results.
   *
   * @throws BadInputException if there is none, if it is damaged, or if another version of the
   *     program has written it in another format
   */
  public static ResultSummary read(Path folder) {
    Path file = folder.resolve(ResultFile.SUMMARY.fileName());
    if (!Files.exists(file)) {
      boolean isSweep = Files.exists(folder.resolve("points.csv"));
      boolean isValidation = Files.exists(folder.resolve(ResultFile.VALIDATION.fileName()));
      throw new BadInputException(
          Problem.of(
              Origin.file(folder.toString()),
              "there is no "
                  + ResultFile.SUMMARY.fileName()
                  + " in this folder"
                  + (isSweep
                      ? ": it holds a sweep"
                      : isValidation ? ": it holds a validation" : ""),
              "name a folder that foretoken run --out has written, or a scenario file"));
    }
    return of(LocatedJson.read(file), file.toString());
  }

  /**
   * Takes the text of a summary.
   *
   * @param where what to call it in messages
   * @throws BadInputException as {@link #read}
   */
  public static ResultSummary parse(String text, String where) {
    return of(LocatedJson.parse(text, where), where);
  }

  private static ResultSummary of(LocatedNode node, String where) {
    if (!(node instanceof MapNode map)) {
      throw new BadInputException(
          Problem.of(
              node.origin(), "found " + node.describe() + ", not a summary", "is it the file?"));
    }
    String schema = map.get("schema") instanceof ScalarNode scalar ? scalar.text() : "";
    if (!schema.equals(SummaryJson.SCHEMA)) {
      throw new BadInputException(
          Problem.of(
              map.has("schema") ? map.get("schema").origin() : map.origin(),
              schema.isEmpty()
                  ? "this is not a summary of foretoken"
                  : "these results are of another version: " + schema,
              "this version reads "
                  + SummaryJson.SCHEMA
                  + "; run the scenario again with --out to have results of it"));
    }
    ResultSummary summary = new ResultSummary(map, where);
    summary.required("total.window.seconds");
    return summary;
  }

  /** What to call it in messages. */
  public String where() {
    return where;
  }

  /** A text at a path of keys, such as {@code total.limit.name}; empty where there is none. */
  public String text(String path) {
    return text(root, path);
  }

  /** A number at a path of keys; NaN where there is none. */
  public double number(String path) {
    return number(root, path);
  }

  /** Whether there is anything at a path. */
  public boolean has(String path) {
    return find(root, path) != null;
  }

  /** The maps of a list, such as {@code replications}; none where there is no such list. */
  public List<MapNode> items(String path) {
    List<MapNode> maps = new ArrayList<>();
    if (find(root, path) instanceof ListNode list) {
      for (LocatedNode item : list.items()) {
        if (item instanceof MapNode map) {
          maps.add(map);
        }
      }
    }
    return maps;
  }

  /** A number below one of the {@link #items}; NaN where there is none. */
  public static double number(MapNode map, String path) {
    if (!(find(map, path) instanceof ScalarNode scalar)) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(scalar.text());
    } catch (NumberFormatException e) {
      throw new BadInputException(
          new Problem(
              scalar.origin(),
              path,
              "found " + scalar.describe() + ", not a number",
              "the file is damaged: run the scenario again"));
    }
  }

  private static String text(MapNode map, String path) {
    return find(map, path) instanceof ScalarNode scalar ? scalar.text() : "";
  }

  private static LocatedNode find(MapNode map, String path) {
    LocatedNode node = map;
    for (String key : path.split("\\.", -1)) {
      node = node instanceof MapNode inner ? inner.get(key) : null;
    }
    return node;
  }

  private double required(String path) {
    double value = number(path);
    if (Double.isNaN(value)) {
      throw new BadInputException(
          Problem.of(
              Origin.file(where),
              path + " is missing",
              "the file is damaged or made by hand: run the scenario again with --out"));
    }
    return value;
  }

  /** What a cost sheet needs to know. */
  public Usage usage() {
    List<MapNode> pools = items("pools");
    int gpus = 0;
    double busy = 0;
    for (MapNode pool : pools) {
      int here = (int) number(pool, "gpus");
      gpus += here;
      busy += here * number(pool, "busy");
    }
    if (gpus == 0) {
      throw new BadInputException(
          Problem.of(Origin.file(where), "pools are missing", "run the scenario again with --out"));
    }
    return new Usage(
        text("scenario"),
        text("model"),
        text(pools.get(0), "gpu"),
        gpus,
        required("total.window.seconds"),
        work(root, "total.throughput"),
        full(),
        busy / gpus,
        parts("classes", "class"),
        parts("tenants", "tenant"));
  }

  private static Usage.Work work(MapNode map, String path) {
    return new Usage.Work(
        count(map, path + ".completed_requests"),
        count(map, path + ".completed_input_tokens"),
        count(map, path + ".completed_cached_tokens"),
        count(map, path + ".completed_output_tokens"));
  }

  private static long count(MapNode map, String path) {
    double value = number(map, path);
    return Double.isNaN(value) ? 0 : Math.round(value);
  }

  private Optional<FullLoad> full() {
    String path = "total.cost.full_utilisation.";
    double output = number(path + "output_tokens_per_s");
    return Double.isNaN(output)
        ? Optional.empty()
        : Optional.of(
            new FullLoad(
                output, number(path + "input_tokens_per_s"), number(path + "requests_per_s")));
  }

  private List<Usage.Part> parts(String list, String nameKey) {
    List<Usage.Part> parts = new ArrayList<>();
    for (MapNode part : items(list)) {
      double share = number(part, "cost.share_of_busy");
      if (!Double.isNaN(share)) {
        parts.add(new Usage.Part(text(part, nameKey), share, work(part, "throughput")));
      }
    }
    return parts;
  }

  /** The price that the run was reckoned with, where one was known. */
  public Optional<GpuPrice> price() {
    double usd = number("total.cost.usd_per_gpu_hour");
    return Double.isNaN(usd)
        ? Optional.empty()
        : Optional.of(
            new GpuPrice(usd, text("total.cost.price_source"), text("total.cost.price_as_of")));
  }
}
