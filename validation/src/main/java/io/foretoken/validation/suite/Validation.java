package io.foretoken.validation.suite;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.sim.CancelToken;
import io.foretoken.validation.measured.Collected;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import io.foretoken.validation.measured.SkippedRun;
import io.foretoken.validation.replay.Replay;
import io.foretoken.validation.score.ScoredRun;
import io.foretoken.validation.table.UnusableRunException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Predicts every measured run and compares. The result does not depend on the number of workers.
 */
public final class Validation {
  private static final String DEFECT = "defect of the simulator";

  /** Outcome of one run: one of the two is null. */
  private record Verdict(ScoredRun scored, SkippedRun skipped) {}

  private final Replay replay;
  private final List<MeasuredRun> runs;
  private final List<SkippedRun> skipped;

  /**
   * Of what was read.
   *
   * @param suites suites wanted, none for all
   * @throws BadInputException if there is no run of them
   */
  public Validation(Catalog catalog, Collected collected, List<String> suites) {
    replay = new Replay(catalog);
    runs = collected.runs().stream().filter(run -> wanted(suites, run.suite())).toList();
    skipped = collected.skipped().stream().filter(run -> wanted(suites, run.suite())).toList();
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
   * Predicts and compares.
   *
   * @param workers threads
   * @throws CancellationException if cancelled
   */
  public ValidationResult run(int workers, ValidationProgress progress, CancelToken cancel)
      throws InterruptedException {
    Verdict[] verdicts = new Verdict[runs.size()];
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<Void>> futures = new ArrayList<>();
      for (Callable<Void> task : tasks(verdicts, progress, cancel)) {
        futures.add(pool.submit(task));
      }
      for (Future<Void> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
    if (cancel.isCancelled()) {
      throw new CancellationException("interrupted");
    }
    return collect(verdicts);
  }

  /** The longest runs first, so that none is left over for one worker at the end. */
  private List<Callable<Void>> tasks(
      Verdict[] verdicts, ValidationProgress progress, CancelToken cancel) {
    long all = runs.stream().mapToLong(Validation::work).sum();
    AtomicInteger done = new AtomicInteger();
    AtomicLong workDone = new AtomicLong();
    return IntStream.range(0, runs.size())
        .boxed()
        .sorted(Comparator.comparingLong(index -> -work(runs.get(index))))
        .<Callable<Void>>map(
            index ->
                () -> {
                  if (!cancel.isCancelled()) {
                    verdicts[index] = judge(runs.get(index), cancel);
                    long work = workDone.addAndGet(work(runs.get(index)));
                    progress.at(done.incrementAndGet(), runs.size(), work / (double) all);
                  }
                  return null;
                })
        .toList();
  }

  /** A measure of the time that a run takes: its output tokens. */
  private static long work(MeasuredRun run) {
    return run.load().requests() * (100L + run.load().typicalOutput());
  }

  private Verdict judge(MeasuredRun run, CancelToken cancel) {
    try {
      return new Verdict(new ScoredRun(run, replay.predict(run, cancel)), null);
    } catch (UnusableRunException e) {
      return new Verdict(null, new SkippedRun(run.suite(), run.id(), e.kind(), e.getMessage()));
    } catch (RuntimeException e) {
      // One run that fails must not take the others with it; it shows in every report.
      return new Verdict(null, new SkippedRun(run.suite(), run.id(), DEFECT, e.toString()));
    }
  }

  private ValidationResult collect(Verdict[] verdicts) {
    List<ScoredRun> scored = new ArrayList<>();
    List<SkippedRun> left = new ArrayList<>(skipped);
    for (Verdict verdict : verdicts) {
      if (verdict.scored() != null) {
        scored.add(verdict.scored());
      } else {
        left.add(verdict.skipped());
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
