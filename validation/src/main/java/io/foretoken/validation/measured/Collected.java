package io.foretoken.validation.measured;

import io.foretoken.validation.table.UnusableRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes the runs that readers find, and the reasons why others are not usable. */
public final class Collected {
  private final List<MeasuredRun> runs = new ArrayList<>();
  private final List<SkippedRun> skipped = new ArrayList<>();
  private final List<SampledSteps> steps = new ArrayList<>();

  /** Runs that need no reading any more. */
  public static Collected of(List<MeasuredRun> runs) {
    Collected collected = new Collected();
    collected.runs.addAll(runs);
    return collected;
  }

  /** Runs in the order in which they were found. */
  public List<MeasuredRun> runs() {
    return List.copyOf(runs);
  }

  /** What cannot be scored, in the order in which it was found. */
  public List<SkippedRun> skipped() {
    return List.copyOf(skipped);
  }

  /** Engine steps of some of the runs. */
  public List<SampledSteps> steps() {
    return List.copyOf(steps);
  }

  /** Whether nothing at all was found. */
  public boolean isEmpty() {
    return runs.isEmpty() && skipped.isEmpty();
  }

  /** Adds what a reader makes of one run, or the reason why it makes nothing of it. */
  public void add(String suite, String id, Supplier<MeasuredRun> reader) {
    try {
      runs.add(reader.get());
    } catch (UnusableRunException e) {
      skip(suite, id, e.kind(), e.getMessage());
    }
  }

  /** Adds sampled engine steps. */
  void addSteps(List<SampledSteps> sampled) {
    steps.addAll(sampled);
  }

  /** Adds a reason. */
  void skip(String suite, String id, String kind, String reason) {
    skipped.add(new SkippedRun(suite, id, kind, reason));
  }
}
