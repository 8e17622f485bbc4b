package io.foretoken.benchmarks;

import io.foretoken.sim.request.RequestRow;
import io.foretoken.sim.request.RequestSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Simulates a load once in a fresh JVM and prints what the whole process took: CPU time with
 * start-up and compilation, and the heap. To be run under the heap limit that is claimed.
 *
 * <p>Arguments: load (default FIXED), requests (default 1,000,000), and a file for one row per
 * request (default none).
 */
public final class WholeRun {
  private WholeRun() {}

  /** Runs and prints one line. */
  public static void main(String[] arguments) throws IOException {
    Load load = arguments.length > 0 ? Load.valueOf(arguments[0]) : Load.FIXED;
    long requests = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
    long finished;
    if (arguments.length > 2) {
      try (BufferedWriter out =
          Files.newBufferedWriter(Path.of(arguments[2]), StandardCharsets.UTF_8)) {
        finished = simulate(load, requests, row -> write(out, row));
      }
    } else {
      finished = simulate(load, requests, RequestSink.NONE);
    }
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    double seconds = cpu.toMillis() / 1e3;
    Runtime heap = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%s: %,d requests in %.2f CPU-seconds of the whole process, %,.0f a CPU-second; heap"
            + " %d MB in use at the end, limit %d MB%n",
        load.words,
        finished,
        seconds,
        finished / seconds,
        (heap.totalMemory() - heap.freeMemory()) >> 20,
        heap.maxMemory() >> 20);
  }

  private static long simulate(Load load, long requests, RequestSink sink) {
    return EngineRun.of(load, StepTimes.measured(), requests, sink).counts().finished();
  }

  private static void write(BufferedWriter out, RequestRow row) {
    try {
      out.write(Long.toString(row.index));
      out.write(',');
      out.write(Long.toString(row.sentNanos));
      out.write(',');
      out.write(Long.toString(row.firstTokenNanos));
      out.write(',');
      out.write(Long.toString(row.finishedNanos));
      out.write(',');
      out.write(Integer.toString(row.outputTokens));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
