package io.foretoken.validation.benchmark;

import io.foretoken.input.file.TextLines;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server's {@code /metrics} said at one time, in Prometheus' text format: samples of vLLM by
 * their name and labels. Comments and samples of others are passed over.
 */
final class MetricsScrape {
  /** The most samples of one file. */
  static final int MAX_SAMPLES = 1_000_000;

  private static final String PREFIX = "vllm:";
  private static final int MAX_PROBLEMS = 20;
  private static final Pattern SAMPLE =
      Pattern.compile("(vllm:[A-Za-z0-9_:]+)(?:\\{(.*)\\})?\\s+(\\S+)(?:\\s+(-?\\d+))?\\s*");
  private static final Pattern LABEL =
      Pattern.compile("([A-Za-z0-9_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

  /**
   * A sample.
   *
   * @param name with the prefix
   * @param labels by name
   * @param millis when it was taken, 0 where not said
   */
  record Sample(String name, Map<String, String> labels, double value, long millis) {}

  private final Map<String, Sample> samples = new LinkedHashMap<>();

  /**
   * The scrapes of a file: a series that comes again begins the next one.
   *
   * @throws io.foretoken.input.problem.BadInputException with every line that is no sample
   */
  static List<MetricsScrape> read(Path file) {
    List<MetricsScrape> scrapes = new ArrayList<>();
    Problems problems = new Problems();
    MetricsScrape scrape = new MetricsScrape();
    int count = 0;
    try (TextLines lines = TextLines.open(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.startsWith(PREFIX) || problems.size() >= MAX_PROBLEMS) {
          continue;
        }
        Origin origin = Origin.at(file.toString(), lines.line(), 1);
        Matcher matcher = SAMPLE.matcher(line);
        double value = matcher.matches() ? number(matcher.group(3)) : Double.NaN;
        if (!matcher.matches() || Double.isNaN(value) || ++count > MAX_SAMPLES) {
          problems.add(
              Problem.of(
                  origin,
                  count > MAX_SAMPLES
                      ? "there are more than " + MAX_SAMPLES + " samples"
                      : "this is no sample of Prometheus' text format",
                  "a sample is name{labels} and a number"));
          continue;
        }
        String key = matcher.group(1) + "{" + matcher.group(2) + "}";
        if (scrape.samples.containsKey(key)) {
          scrapes.add(scrape);
          scrape = new MetricsScrape();
        }
        long millis = matcher.group(4) == null ? 0 : Long.parseLong(matcher.group(4));
        scrape.samples.put(
            key, new Sample(matcher.group(1), labels(matcher.group(2)), value, millis));
      }
    }
    problems.throwIfAny();
    scrapes.add(scrape);
    return scrapes;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> 0;
      default ->
          text.matches("-?[0-9.]+(?:[eE][-+]?[0-9]+)?") ? Double.parseDouble(text) : Double.NaN;
    };
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text == null ? "" : text);
    while (matcher.find()) {
      labels.put(matcher.group(1), matcher.group(2).replace("\\\"", "\"").replace("\\\\", "\\"));
    }
    return labels;
  }

  /** All samples. */
  List<Sample> samples() {
    return List.copyOf(samples.values());
  }

  /** The samples of a name, without the prefix. */
  List<Sample> named(String name) {
    return samples.values().stream().filter(s -> s.name().equals(PREFIX + name)).toList();
  }

  /** Sum over engines and labels; NaN where there is no such sample. */
  double sum(String name) {
    List<Sample> found = named(name);
    return found.isEmpty() ? Double.NaN : found.stream().mapToDouble(Sample::value).sum();
  }

  /** Cumulative counts of a histogram by upper bound, summed over engines; empty without one. */
  Map<Double, Double> buckets(String name) {
    Map<Double, Double> buckets = new TreeMap<>();
    for (Sample sample : named(name + "_bucket")) {
      double bound = number(sample.labels().getOrDefault("le", "NaN"));
      buckets.merge(bound, sample.value(), Double::sum);
    }
    return buckets;
  }
}
