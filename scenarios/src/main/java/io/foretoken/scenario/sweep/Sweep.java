package io.foretoken.scenario.sweep;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.export.PointJson;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.statistic.PointFigures;
import io.foretoken.sim.CancelToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Runs the points of a plan and puts them in order. Every point has the same random numbers, so
 * that differences are those of the parameters; the result does not depend on the number of
 * workers, nor on what a journal had done before.
 */
public final class Sweep {
  private final SweepPlan plan;
  private final Optional<SweepJournal> journal;
  private final SweepProgress progress;
  private final SweepPoint[] points;
  private int done;
  private int resumed;

  private Sweep(SweepPlan plan, Optional<SweepJournal> journal, SweepProgress progress) {
    this.plan = plan;
    this.journal = journal;
    this.progress = progress;
    points = new SweepPoint[Math.toIntExact(plan.size())];
  }

  /**
   * Runs a sweep.
   *
   * @param journal where points that are done are looked up and noted, if anywhere
   * @param workers how many points to run at a time
   * @throws CancellationException if cancelled; the journal has what was done
   * @throws BadInputException if the journal cannot be written
   * @throws InterruptedException if this thread is interrupted
   */
  public static SweepResult run(
      SweepPlan plan,
      SweepRunner runner,
      int workers,
      Optional<SweepJournal> journal,
      SweepProgress progress,
      CancelToken cancel)
      throws InterruptedException {
    WarmUpPilot.settle(plan, new PointExecutor(), cancel);
    Sweep sweep = new Sweep(plan, journal, progress);
    runner.run(sweep.new Open(), workers, sweep::accept, cancel);
    if (cancel.isCancelled()) {
      throw new CancellationException("interrupted");
    }
    return sweep.result();
  }

  /** The points that the journal does not know. */
  private final class Open implements Iterator<SweepTask> {
    private int next;
    private SweepTask found;

    @Override
    public boolean hasNext() {
      while (found == null && next < points.length) {
        SweepTask task = plan.task(next++);
        Optional<String> known = journal.flatMap(kept -> kept.result(task.key()));
        if (known.isPresent()) {
          resume(task, known.get());
        } else {
          found = task;
        }
      }
      return found != null;
    }

    @Override
    public SweepTask next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      SweepTask task = found;
      found = null;
      return task;
    }
  }

  private synchronized void resume(SweepTask task, String result) {
    resumed++;
    put(task, result);
  }

  private void accept(SweepTask task, byte[] result) {
    String text = new String(result, StandardCharsets.UTF_8);
    journal.ifPresent(kept -> kept.add(task.key(), text));
    synchronized (this) {
      put(task, text);
    }
  }

  private void put(SweepTask task, String result) {
    points[task.index()] = point(plan, task, result);
    done++;
    progress.at(done, resumed, points.length);
  }

  /** A point from what a runner returned. */
  static SweepPoint point(SweepPlan plan, SweepTask task, String result) {
    Optional<PointFigures> figures = Optional.empty();
    String failure = "";
    try (JsonParser json = new JsonFactory().createParser(result)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        switch (key) {
          case "figures" -> figures = Optional.of(PointJson.read(json));
          case "failure" -> failure = json.getText();
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SweepPoint(task.index(), plan.values(task.index()), task.key(), figures, failure);
  }

  private SweepResult result() {
    List<SweepPoint> all = List.of(points);
    return new SweepResult(
        plan.scenario(),
        plan.load(),
        WarmUpPilot.seconds(plan),
        plan.parameters(),
        all,
        ParetoFrontiers.of(all),
        plan.notes());
  }

  /** What is wrong where no point could be run: that of the first, said where it was written. */
  public static BadInputException whyNoPointRuns(SweepPlan plan, SweepResult result) {
    try {
      new ScenarioResolver(Catalog.with(plan.options().catalogs())).resolve(plan.tree(0), false);
    } catch (BadInputException e) {
      return e;
    }
    return new BadInputException(
        Problem.of(
            plan.origin(), "no point could be run: " + result.points().get(0).failure(), ""));
  }
}
