package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code guidellm}: a report of guidellm, in JSON or YAML (which has its keys in alphabetical
 * order): of version 2, of version 1 (guidellm 0.4 to 0.6), and of guidellm up to 0.3, which says
 * no version. Requests may be a sample of those sent; then they cannot be sent again, and the
 * aggregates are used.
 */
final class GuidellmReader implements BenchmarkReader {
  private static final int NEWEST = 2;
  private static final Pattern PREFIX = Pattern.compile("\\bprefix_(tokens|count)=(\\d{1,9})\\b");

  @Override
  public String name() {
    return "guidellm";
  }

  @Override
  public String looksLike() {
    return "JSON or YAML report of guidellm, with benchmarks[] and their metrics";
  }

  @Override
  public String perRequest() {
    return "run guidellm without a sample size, so that its report lists every request";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.isJson()
        ? file.outline().hasAll("benchmarks", "benchmarks[].metrics")
        : file.isYamlWith("benchmarks") && file.head().contains("strategy:");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    try (JsonCursor json = file.isJson() ? file.json() : file.yaml()) {
      json.nextRoot();
      Report report = new Report(json, file);
      json.object(report::field);
      json.problems().throwIfAny();
      report.checkVersion();
      int number = 0;
      for (GuidellmRun run : report.runs) {
        number++;
        out.add(run.build(out.id(number), out, report.prefix(), report.model));
      }
    }
  }

  /** What is said of all runs may stand before or after them. */
  private static final class Report {
    private final JsonCursor json;
    private final BenchmarkFile file;
    private final List<GuidellmRun> runs = new ArrayList<>();
    private String model = "";
    private long version;
    private double prefixTokens;
    private double prefixes = 1;
    private int buckets;

    Report(JsonCursor json, BenchmarkFile file) {
      this.json = json;
      this.file = file;
    }

    void field(String key) {
      switch (key) {
        case "metadata" ->
            json.object(
                part -> {
                  if (part.equals("version")) {
                    version = json.whole(0);
                  }
                });
        case "args", "config" -> json.object(this::asked);
        case "benchmarks" ->
            json.list(
                () -> {
                  GuidellmRun run = new GuidellmRun(json, file, this::asked);
                  json.object(run::field);
                  runs.add(run);
                });
        default -> json.skip();
      }
    }

    /** What the user asked for, wherever it stands: the model, and what prompts begin with. */
    private void asked(String key) {
      switch (json.kind()) {
        case OBJECT -> json.object(this::asked);
        case LIST -> json.list(() -> asked(key));
        case TEXT -> asked(key, json.text());
        case NUMBER -> {
          if (key.equals("prefix_tokens")) {
            prefixTokens = json.number();
            buckets++;
          } else if (key.equals("prefix_count")) {
            prefixes = json.number();
          }
        }
        default -> json.skip();
      }
    }

    private void asked(String key, String value) {
      if (key.equals("model") || key.equals("backend_model")) {
        model = model.isEmpty() ? value : model;
        return;
      }
      Matcher found = PREFIX.matcher(value);
      while (found.find()) {
        double number = Double.parseDouble(found.group(2));
        if (found.group(1).equals("tokens")) {
          prefixTokens = number;
        } else {
          prefixes = number;
        }
      }
    }

    /** Of several kinds of prefixes the shares would have to be known too. */
    StatedPrefix prefix() {
      return buckets > 1 ? StatedPrefix.NONE : StatedPrefix.of(prefixTokens, prefixes);
    }

    void checkVersion() {
      if (version < 0 || version > NEWEST) {
        throw new BadInputException(
            Problem.of(
                file.origin(),
                "the report of guidellm is of version " + version,
                "versions 1 and 2 can be read, and reports from before there were versions"));
      }
    }
  }
}
