package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;
import java.util.Map;

/** The units that AIPerf and GenAI-Perf write beside every value: read, never assumed. */
final class AiPerfUnits {
  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("nanoseconds", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("microseconds", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("milliseconds", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("seconds", 1.0));

  private AiPerfUnits() {}

  /** Seconds of a unit; a problem and NaN for what is no unit of time. */
  static double seconds(String unit, JsonCursor json, String what) {
    Double seconds = SECONDS.get(unit);
    if (seconds == null) {
      json.problem(
          "found the unit \"" + unit + "\" of " + what,
          "known: " + String.join(", ", SECONDS.keySet().stream().sorted().toList()));
      return Double.NaN;
    }
    return seconds;
  }
}
