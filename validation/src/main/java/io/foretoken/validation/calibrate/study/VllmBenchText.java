package io.foretoken.validation.calibrate.study;

import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Setup;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A run as {@code vllm bench serve --save-result --save-detailed} would have written it. Gaps
 * between the tokens of a request are taken as equal.
 */
final class VllmBenchText {
  private static final double NANOS = 1e9;

  private VllmBenchText() {}

  /** The file's text. */
  static String of(CalibrationRun run) {
    ExactLoad load = (ExactLoad) run.run().load();
    Setup setup = run.run().setup();
    int count = load.inputTokens().length;
    double end =
        IntStream.range(0, count)
            .mapToDouble(i -> load.arrivalNanos()[i] + run.times().e2eNanos()[i])
            .max()
            .orElse(0);
    double last = load.arrivalNanos()[count - 1] / NANOS;
    return String.format(
            Locale.ROOT,
            "{\"backend\": \"vllm\", \"model_id\": \"%s\", \"num_prompts\": %d, \"tp\": \"%d\","
                + " \"vllm_version\": \"%s\", \"request_rate\": %.3f, \"burstiness\": 1.0,"
                + " \"max_concurrency\": null, \"duration\": %.3f, \"completed\": %d,"
                + " \"failed\": 0, \"total_input_tokens\": %d, \"total_output_tokens\": %d%s,\n",
            setup.model(),
            count,
            setup.tensor(),
            setup.version(),
            count / last,
            end / NANOS,
            count,
            Arrays.stream(load.inputTokens()).sum(),
            Arrays.stream(load.outputTokens()).sum(),
            knobs(setup))
        + list("input_lens", count, i -> "" + load.inputTokens()[i])
        + list("output_lens", count, i -> "" + load.outputTokens()[i])
        + list("start_times", count, i -> seconds(load.arrivalNanos()[i]))
        + list("ttfts", count, i -> seconds(run.times().ttftNanos()[i]))
        + list("itls", count, i -> gaps(run, load, i)).replaceAll(",\n$", "}\n");
  }

  private static String knobs(Setup setup) {
    StringBuilder text = new StringBuilder();
    setup
        .knobs()
        .forEach(
            (path, value) ->
                text.append(", \"")
                    .append(path.substring(path.indexOf('.') + 1))
                    .append("\": \"")
                    .append(value)
                    .append('"'));
    return text.toString();
  }

  private interface Entry {
    String of(int request);
  }

  private static String list(String key, int count, Entry entry) {
    StringBuilder text = new StringBuilder("\"").append(key).append("\": [");
    for (int i = 0; i < count; i++) {
      text.append(i > 0 ? "," : "").append(entry.of(i));
    }
    return text.append("],\n").toString();
  }

  private static String gaps(CalibrationRun run, ExactLoad load, int request) {
    int gaps = load.outputTokens()[request] - 1;
    long decode = run.times().e2eNanos()[request] - run.times().ttftNanos()[request];
    String gap = gaps > 0 ? seconds(decode / gaps) : "";
    return "[" + String.join(",", Collections.nCopies(gaps, gap)) + "]";
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / NANOS);
  }
}
