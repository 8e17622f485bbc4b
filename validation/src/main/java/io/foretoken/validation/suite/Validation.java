package io.foretoken.validation.suite;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.sweep.SweepRunner;
import io.foretoken.scenario.sweep.SweepRunners;
import io.foretoken.scenario.sweep.SweepTask;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.SkippedRun;
import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.table.UnusableRunException;
import io.foretoken.validation.task.ReplayTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Predicts every measured run and compares. The result does not depend on where runs are predicted
 * and on how many at a time.
 */
public final class Validation {
  private final List<MeasuredRun> runs;
  private final List<SkippedRun> skipped;
  private final Set<String> sampled;
  private final List<Path> catalogs;

  /**
   * Of what was read.
   *
   * @param suites suites wanted, none for all
   * @throws BadInputException if there is no run of them
   */
  public Validation(Collected collected, List<String> suites) {
    this(collected, suites, List.of());
  }

  /**
   * Of what was read, with GPUs and models of one's own.
   *
   * @param suites suites wanted, none for all
   * @param catalogs files and folders of catalogues that come before the shipped one
   * @throws BadInputException if there is no run of them
   */
  public Validation(Collected collected, List<String> suites, List<Path> catalogs) {
    this.catalogs = List.copyOf(catalogs);
    runs = collected.runs().stream().filter(run -> wanted(suites, run.suite())).toList();
    skipped = collected.skipped().stream().filter(run -> wanted(suites, run.suite())).toList();
    sampled =
        collected.steps().stream()
            .map(steps -> name(steps.suite(), steps.run()))
            .collect(Collectors.toUnmodifiableSet());
    if (runs.isEmpty() && skipped.isEmpty()) {
      throw new BadInputException(
          Problem.of(
              Origin.argument("--suite " + String.join(" --suite ", suites)),
              "there is no measured run of that suite",
              "there are runs of " + String.join(", ", suitesOf(collected))));
    }
  }

  private static Set<String> suitesOf(Collected collected) {
    Set<String> names = new LinkedHashSet<>();
    collected.runs().forEach(run -> names.add(run.suite()));
    collected.skipped().forEach(run -> names.add(run.suite()));
    return names;
  }

  private static boolean wanted(List<String> suites, String suite) {
    return suites.isEmpty() || suites.contains(suite);
  }

  /** Runs that will be tried. */
  public int size() {
    return runs.size();
  }

  /**
   * Predicts and compares in threads of this process.
   *
   * @param workers threads
   * @throws CancellationException if cancelled
   */
  public ValidationResult run(int workers, ValidationProgress progress, CancelToken cancel)
      throws InterruptedException {
    Origin here = Origin.argument("--runner");
    return run(SweepRunners.installed().named(SweepRunners.LOCAL, here), workers, progress, cancel);
  }

  /**
   * Predicts and compares.
   *
   * @param workers how many runs to predict at a time
   * @throws BadInputException if the runner cannot have or use its machines
   * @throws CancellationException if cancelled
   */
  public ValidationResult run(
      SweepRunner runner, int workers, ValidationProgress progress, CancelToken cancel)
      throws InterruptedException {
    long all = runs.stream().mapToLong(Validation::work).sum();
    byte[][] results = new byte[runs.size()][];
    AtomicInteger done = new AtomicInteger();
    AtomicLong workDone = new AtomicLong();
    runner.run(
        tasks(),
        workers,
        (task, result) -> {
          results[task.index()] = result;
          long work = workDone.addAndGet(work(runs.get(task.index())));
          progress.at(done.incrementAndGet(), runs.size(), work / (double) all);
        },
        cancel);
    if (cancel.isCancelled()) {
      throw new CancellationException("interrupted");
    }
    return collect(results);
  }

  /** The longest runs first, so that none is left over for one worker at the end. */
  private Iterator<SweepTask> tasks() {
    return IntStream.range(0, runs.size())
        .boxed()
        .sorted(Comparator.comparingLong(index -> -work(runs.get(index))))
        .map(index -> task(index, runs.get(index)))
        .iterator();
  }

  private SweepTask task(int index, MeasuredRun run) {
    return ReplayTasks.task(index, run, sampled.contains(name(run.suite(), run.id())), catalogs);
  }

  private static String name(String suite, String run) {
    return suite + '\n' + run;
  }

  /** A measure of the time that a run takes: its output tokens. */
  private static long work(MeasuredRun run) {
    return run.load().requests() * (100L + run.load().typicalOutput());
  }

  private ValidationResult collect(byte[][] results) {
    List<ScoredRun> scored = new ArrayList<>();
    List<SkippedRun> left = new ArrayList<>(skipped);
    for (int index = 0; index < results.length; index++) {
      MeasuredRun run = runs.get(index);
      try {
        scored.add(new ScoredRun(run, ReplayTasks.prediction(results[index])));
      } catch (UnusableRunException e) {
        left.add(new SkippedRun(run.suite(), run.id(), e.kind(), e.getMessage()));
      }
    }
    Set<String> names = new LinkedHashSet<>(MeasuredSets.SUITES);
    scored.forEach(run -> names.add(run.run().suite()));
    left.forEach(run -> names.add(run.suite()));
    List<SuiteReport> reports = new ArrayList<>();
    for (String name : names) {
      List<ScoredRun> mine = scored.stream().filter(r -> r.run().suite().equals(name)).toList();
      List<SkippedRun> without = left.stream().filter(r -> r.suite().equals(name)).toList();
      if (!mine.isEmpty() || !without.isEmpty()) {
        reports.add(SuiteReport.of(name, mine, without));
      }
    }
    return new ValidationResult(List.copyOf(reports));
  }
}
