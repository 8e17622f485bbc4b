package io.foretoken.validation.trace;

import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.validation.benchmark.BenchmarkFigures;
import io.foretoken.validation.benchmark.BenchmarkRequests;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.replay.PhysicalFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a measured run is faster than the hardware that it is said to have run on. */
public final class PhysicsFindings {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Clocks are read in microseconds, and chunks arrive together: single requests say little. */
  private static final double TOLERATED = 0.01;

  /** Outputs of fewer tokens say little of the time per token. */
  private static final int LEAST_OUTPUT = 16;

  private PhysicsFindings() {}

  /** What contradicts the physics of a deployment, a sentence each; none where nothing does. */
  public static List<String> of(BenchmarkRun run, PreparedRun scenario) {
    Optional<PhysicalFloor> floor = PhysicalFloor.of(scenario);
    if (floor.isEmpty()) {
      return List.of();
    }
    return run.requests().isPresent()
        ? ofRequests(run.requests().get(), floor.get(), scenario)
        : ofMeans(run, floor.get(), scenario);
  }

  private static List<String> ofRequests(
      BenchmarkRequests requests, PhysicalFloor floor, PreparedRun scenario) {
    int looked = 0;
    int decode = 0;
    int prompt = 0;
    double decodeFloor = Double.NaN;
    double promptFloor = Double.NaN;
    for (int request = 0; request < requests.size(); request++) {
      int input = requests.inputTokens(request);
      if (requests.ttft(request) < floor.promptSeconds(input)) {
        promptFloor = prompt++ == 0 ? floor.promptSeconds(input) : promptFloor;
      }
      if (requests.outputTokens(request) >= LEAST_OUTPUT) {
        looked++;
        double least = floor.decodeSeconds(input);
        if (requests.tpot(request) < least) {
          decodeFloor = decode++ == 0 ? least : decodeFloor;
        }
      }
    }
    List<String> findings = new ArrayList<>();
    if (decode > TOLERATED * looked) {
      findings.add(decode + " of " + looked + " requests" + tooFastDecode(decodeFloor, scenario));
    }
    if (prompt > TOLERATED * requests.size()) {
      findings.add(
          prompt + " of " + requests.size() + " requests" + tooFastPrompt(promptFloor, scenario));
    }
    return findings;
  }

  private static List<String> ofMeans(BenchmarkRun run, PhysicalFloor floor, PreparedRun scenario) {
    Map<Metric, Double> figures = BenchmarkFigures.of(run);
    List<String> findings = new ArrayList<>();
    double least = floor.decodeSeconds(1);
    double tpot =
        figures.getOrDefault(Metric.TPOT_MEAN, figures.getOrDefault(Metric.TPOT_P50, Double.NaN));
    if (tpot < least) {
      findings.add("requests in the mean" + tooFastDecode(least, scenario));
    }
    double input = run.load().inputTokens();
    double ttft =
        figures.getOrDefault(Metric.TTFT_MEAN, figures.getOrDefault(Metric.TTFT_P50, Double.NaN));
    if (input >= 1 && ttft < floor.promptSeconds((int) input)) {
      findings.add(
          "requests in the mean" + tooFastPrompt(floor.promptSeconds((int) input), scenario));
    }
    return findings;
  }

  private static String tooFastDecode(double floor, PreparedRun scenario) {
    return " make tokens faster than the peak of "
        + hardware(scenario)
        + " allows ("
        + ReadableNumbers.time(floor * NANOS_PER_SECOND)
        + " a token): another GPU, more of them, a smaller number format, or speculative decoding,"
        + " which is not modelled";
  }

  private static String tooFastPrompt(double floor, PreparedRun scenario) {
    return " have their first token sooner than the peak of "
        + hardware(scenario)
        + " can compute the prompt ("
        + ReadableNumbers.time(floor * NANOS_PER_SECOND)
        + " for the first such): another GPU, more of them, or a prefix cache that held part of the"
        + " prompts, of which the file says nothing";
  }

  private static String hardware(PreparedRun scenario) {
    return scenario.facts().gpusPerReplica() + " x " + scenario.facts().gpu();
  }
}
