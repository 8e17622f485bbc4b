package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lists of requests that vLLM's and SGLang's clients write: one list for each thing measured,
 * all with one entry for each request, failed ones included. Times are in seconds.
 */
final class ColumnLists {
  private static final float[] NO_GAPS = {};

  private final JsonCursor json;
  private final Map<String, Origin> columns = new TreeMap<>();
  private double[] inputLens = {};
  private double[] outputLens = {};
  private double[] ttfts = {};
  private double[] starts = {};
  private double[] latencies = {};
  private double[] queueTimes = {};
  private double[] cached = {};
  private List<String> errors = List.of();
  private final List<float[]> gaps = new ArrayList<>();
  private final List<Double> gapSums = new ArrayList<>();
  private int gapCount;

  ColumnLists(JsonCursor json) {
    this.json = json;
  }

  /** Takes the value at the cursor over, if {@code key} names a list of requests. */
  boolean take(String key) {
    switch (key) {
      case "input_lens" -> inputLens = column(key);
      case "output_lens" -> outputLens = column(key);
      case "ttfts" -> ttfts = column(key);
      case "start_times" -> starts = column(key);
      case "latencies" -> latencies = column(key);
      case "queue_times" -> queueTimes = column(key);
      case "cached_tokens" -> cached = column(key);
      case "itls" -> gaps(key);
      case "errors" -> errors = errors(key);
      default -> {
        return false;
      }
    }
    return true;
  }

  private double[] column(String key) {
    columns.put(key, json.origin());
    return json.numbers();
  }

  private void gaps(String key) {
    columns.put(key, json.origin());
    json.list(
        () -> {
          double[] list = json.numbers();
          double sum = 0;
          boolean kept = gapCount + list.length <= RequestCollector.MAX_GAPS;
          float[] chunkGaps = kept ? new float[list.length] : NO_GAPS;
          for (int i = 0; i < list.length; i++) {
            sum += list[i];
            if (kept) {
              chunkGaps[i] = (float) list[i];
            }
          }
          gapCount += chunkGaps.length;
          gaps.add(chunkGaps);
          gapSums.add(sum);
        });
  }

  private List<String> errors(String key) {
    columns.put(key, json.origin());
    List<String> texts = new ArrayList<>();
    json.list(() -> texts.add(json.text()));
    return texts;
  }

  /** Adds a problem for each list that is not as long as the others. */
  void checkLengths() {
    if (!isThere()) {
      return;
    }
    check("output_lens", outputLens.length);
    check("ttfts", ttfts.length);
    check("start_times", starts.length);
    check("latencies", latencies.length);
    check("queue_times", queueTimes.length);
    check("cached_tokens", cached.length);
    check("itls", gaps.size());
    check("errors", errors.size());
  }

  private void check(String column, int length) {
    if (length != inputLens.length && columns.containsKey(column)) {
      json.problem(
          columns.get(column),
          column,
          "found " + length + " entries where input_lens has " + inputLens.length,
          "each list has one entry for each request");
    }
  }

  /** Whether requests are listed. */
  boolean isThere() {
    return inputLens.length > 0
        && columns.containsKey("output_lens")
        && columns.containsKey("ttfts");
  }

  /** Hands the requests on. */
  void collect(RequestCollector requests) {
    for (int i = 0; isThere() && i < inputLens.length; i++) {
      boolean hasError = !errors.isEmpty() && !errors.get(i).isEmpty();
      boolean nothingCame = errors.isEmpty() && outputLens[i] == 0;
      if (hasError || nothingCame) {
        requests.fail();
      } else {
        add(requests, i);
      }
    }
  }

  private void add(RequestCollector requests, int i) {
    double sent = starts.length > 0 ? starts[i] : Double.NaN;
    requests.cached(cached.length > 0 ? cached[i] : Double.NaN);
    requests.add(
        columns.get("input_lens"),
        "input_lens[" + i + "]",
        sent,
        queueTimes.length > 0 ? sent - queueTimes[i] : Double.NaN,
        Math.round(inputLens[i]),
        Math.round(outputLens[i]),
        ttfts[i],
        lastToken(i),
        gaps.isEmpty() ? NO_GAPS : gaps.get(i));
  }

  /** Where there are no latencies, the first token and the gaps after it make them up. */
  private double lastToken(int i) {
    if (latencies.length > 0 && latencies[i] > 0) {
      return latencies[i];
    }
    return gapSums.isEmpty() ? Double.NaN : ttfts[i] + gapSums.get(i);
  }
}
