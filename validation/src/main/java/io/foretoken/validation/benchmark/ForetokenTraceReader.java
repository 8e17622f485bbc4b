package io.foretoken.validation.benchmark;

import io.foretoken.input.json.JsonCursor;

/**
 * {@code foretoken-trace}: what {@code validation/measure/serve.py} writes, a JSON object with the
 * device, the engine's settings, the load, every request and every step. Times are whole
 * microseconds. The client stands in the server's process.
 */
public final class ForetokenTraceReader implements BenchmarkReader {
  /** The format's name. */
  public static final String NAME = "foretoken-trace";

  /** The newest version that is read. */
  static final int VERSION = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String looksLike() {
    return "JSON with \"format\": \"foretoken-trace\", requests and steps";
  }

  @Override
  public String perRequest() {
    return "run validation/measure/serve.py; it always lists its requests";
  }

  @Override
  public boolean recognises(BenchmarkFile file) {
    return file.isJson()
        && file.head().contains("\"" + NAME + "\"")
        && file.outline().hasAll("format", "format_version");
  }

  @Override
  public void read(BenchmarkFile file, BenchmarkRuns out) {
    try (JsonCursor json = file.json()) {
      while (json.nextRoot()) {
        ForetokenTrace trace = new ForetokenTrace(json);
        trace.read();
        if (json.problems().isEmpty()) {
          out.add(trace.build(out));
        }
      }
      json.problems().throwIfAny();
    }
  }
}
