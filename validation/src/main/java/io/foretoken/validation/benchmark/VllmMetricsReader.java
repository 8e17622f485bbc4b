package io.foretoken.validation.benchmark;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code vllm-metrics}: two scrapes of vLLM's {@code /metrics}, one before and one after a stretch
 * of load: in one file, one after the other, or the later one as the second file. What happened is
 * the difference. Means are exact, percentiles as exact as the buckets. Rates are known only where
 * the samples carry their time.
 */
final class VllmMetricsReader implements BenchmarkReader {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final int[] PERCENTILES = {50, 90, 95, 99};

  @Override
  public String name() {
    return "vllm-metrics";
  }

  @Override
  public String looksLike() {
    return "two scrapes of vLLM's /metrics, with vllm:time_to_first_token_seconds";
  }

  @Override
  public String perRequest() {
    return "metrics hold no requests; run vllm bench serve with --save-result --save-detailed";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return !file.isJson() && file.head().lines().anyMatch(line -> line.startsWith("vllm:"));
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    List<MetricsScrape> scrapes = new ArrayList<>(MetricsScrape.read(file.path()));
    file.companion().ifPresent(path -> scrapes.addAll(MetricsScrape.read(path)));
    if (scrapes.size() < 2) {
      throw new BadInputException(
          Problem.of(
              file.origin(),
              "there is one scrape only, and counters are since the server's start",
              "append a second one, from after the load, or give it as the second file"));
    }
    MetricsScrape earlier = scrapes.get(0);
    MetricsScrape later = scrapes.get(scrapes.size() - 1);
    check(file, earlier, later);
    out.add(new Between(earlier, later).run(file, out));
  }

  private static void check(BenchmarkFile file, MetricsScrape earlier, MetricsScrape later) {
    Problems problems = new Problems();
    Set<String> models = new TreeSet<>();
    later.samples().forEach(s -> models.add(s.labels().getOrDefault("model_name", "")));
    models.remove("");
    if (models.size() > 1) {
      problems.add(
          Problem.of(
              file.origin(),
              "the server serves several models: " + String.join(", ", models),
              "scrape a server of one model"));
    }
    for (String counter :
        List.of(
            "prompt_tokens_total",
            "generation_tokens_total",
            "time_to_first_token_seconds_count")) {
      if (later.sum(counter) < earlier.sum(counter)) {
        problems.add(
            Problem.of(
                file.origin(),
                "vllm:" + counter + " goes backwards from the first scrape to the second",
                "give the earlier scrape first; a server that restarts between them counts anew"));
      }
    }
    if (!(later.sum("time_to_first_token_seconds_count")
        > orZero(earlier.sum("time_to_first_token_seconds_count")))) {
      problems.add(
          Problem.of(
              file.origin(),
              "no request was answered between the scrapes",
              "scrape before and after a stretch of load"));
    }
    problems.throwIfAny();
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  /** What happened between two scrapes. */
  private record Between(MetricsScrape earlier, MetricsScrape later) {
    BenchmarkRun run(BenchmarkFile file, BenchmarkRuns out) {
      List<BenchmarkFigure> figures = new ArrayList<>();
      List<String> notes = new ArrayList<>();
      times(
          figures,
          BenchmarkQuantity.TTFT,
          "time_to_first_token_seconds",
          "at the server: from its arrival there until its first token",
          notes);
      boolean newer = !later.named("inter_token_latency_seconds_count").isEmpty();
      times(
          figures,
          BenchmarkQuantity.ITL,
          newer ? "inter_token_latency_seconds" : "time_per_output_token_seconds",
          "gaps between tokens, pooled over requests",
          notes);
      times(
          figures,
          BenchmarkQuantity.TPOT,
          "request_time_per_output_token_seconds",
          "mean gap of a request, over requests",
          notes);
      times(
          figures,
          BenchmarkQuantity.E2E,
          "e2e_request_latency_seconds",
          "at the server: from its arrival there until its last token",
          notes);
      for (String counter :
          List.of(
              "num_preemptions_total", "prefix_cache_queries_total", "prefix_cache_hits_total")) {
        double delta = delta(counter);
        if (!Double.isNaN(delta)) {
          figures.add(
              BenchmarkFigure.of(
                  BenchmarkQuantity.OTHER, "", delta, "vllm:" + counter, "between the scrapes"));
        }
      }
      double seconds = seconds();
      double requests = delta("time_to_first_token_seconds_count");
      if (seconds > 0) {
        rate(
            figures,
            BenchmarkQuantity.OUTPUT,
            delta("generation_tokens_total") / seconds,
            "generation_tokens_total");
        rate(
            figures,
            BenchmarkQuantity.INPUT,
            delta("prompt_tokens_total") / seconds,
            "prompt_tokens_total");
        rate(
            figures,
            BenchmarkQuantity.REQUESTS,
            requests / seconds,
            "time_to_first_token_seconds_count");
      } else {
        notes.add("the scrapes do not say when they were taken, so no rate is known");
      }
      return new BenchmarkRun(
          out.id(1),
          out.source(file.origin()),
          setup(),
          StatedLoad.NOTHING
              .withRate(seconds > 0 ? requests / seconds : Double.NaN, Double.NaN)
              .withLengths(
                  Math.round(requests),
                  delta("prompt_tokens_total") / requests,
                  delta("generation_tokens_total") / requests,
                  false),
          Optional.empty(),
          new BenchmarkCounts(Math.round(requests), 0, 0, 0),
          seconds,
          figures,
          notes,
          List.of());
    }

    private double delta(String counter) {
      return later.sum(counter) - orZero(earlier.sum(counter));
    }

    private double seconds() {
      long begin =
          earlier.samples().stream().mapToLong(MetricsScrape.Sample::millis).max().orElse(0);
      long end = later.samples().stream().mapToLong(MetricsScrape.Sample::millis).max().orElse(0);
      return begin > 0 && end > begin ? (end - begin) / MILLIS_PER_SECOND : Double.NaN;
    }

    private void times(
        List<BenchmarkFigure> figures,
        BenchmarkQuantity quantity,
        String name,
        String definition,
        List<String> notes) {
      MetricsHistogram histogram = new MetricsHistogram(earlier, later, name);
      if (!(histogram.count() > 0)) {
        return;
      }
      figures.add(
          BenchmarkFigure.of(quantity, "mean", histogram.mean(), "vllm:" + name, definition));
      for (int percent : PERCENTILES) {
        double[] value = histogram.percentile(percent);
        if (Double.isNaN(value[0])) {
          notes.add("p" + percent + " of vllm:" + name + " lies beyond its last bucket");
        } else {
          figures.add(
              new BenchmarkFigure(
                  quantity, "p" + percent, value[0], value[1], "vllm:" + name, definition));
        }
      }
    }

    private static void rate(
        List<BenchmarkFigure> figures, BenchmarkQuantity quantity, double value, String counter) {
      if (Double.isFinite(value)) {
        figures.add(
            BenchmarkFigure.of(
                quantity,
                "",
                value,
                "vllm:" + counter,
                "its increase over the time between scrapes"));
      }
    }

    /** The labels of cache_config_info are the engine's own settings. */
    private StatedSetup setup() {
      ServerFacts facts = new ServerFacts();
      later
          .named("cache_config_info")
          .forEach(
              info ->
                  info.labels()
                      .forEach(
                          (key, value) ->
                              facts.put(
                                  key.equals("cache_dtype") ? "kv_cache_dtype" : key, value)));
      String model =
          later.samples().stream()
              .map(sample -> sample.labels().getOrDefault("model_name", ""))
              .filter(name -> !name.isEmpty())
              .findFirst()
              .orElse("");
      return facts.setup(model, "vllm");
    }
  }
}
