package io.foretoken.scenario.figure;

import io.foretoken.sim.metrics.RequestColumns;
import io.foretoken.sim.metrics.RunResult;
import java.util.ArrayList;
import java.util.List;

/** Judges every measured request of a run by the objective of its class, once. */
final class SloJudge {
  private static final long PICOS_PER_NANO = 1000;

  private final RunResult result;
  private final RequestClasses classes;
  private final long[][] within;
  private final long[] goodOfClass;
  private final long[] goodOfTenant;
  private long good;

  SloJudge(RunResult result, RequestClasses classes) {
    this.result = result;
    this.classes = classes;
    int count = classes.classes().size();
    within = new long[count][];
    for (int number = 0; number < count; number++) {
      within[number] = new long[terms(number).size()];
    }
    goodOfClass = new long[count];
    goodOfTenant = new long[classes.tenants().size()];
    RequestColumns rows = result.measured();
    for (int row = 0; row < rows.size(); row++) {
      judge(rows, row);
    }
  }

  private List<Slo.Term> terms(int number) {
    return classes.classes().get(number).slo().terms();
  }

  private void judge(RequestColumns rows, int row) {
    int number = rows.classIndex(row);
    boolean fromIntended = classes.classes().get(number).openLoop();
    boolean all = true;
    for (int at = 0; at < within[number].length; at++) {
      if (isWithin(rows, row, terms(number).get(at), fromIntended)) {
        within[number][at]++;
      } else {
        all = false;
      }
    }
    if (all) {
      good++;
      goodOfClass[number]++;
      goodOfTenant[rows.tenant(row)]++;
    }
  }

  private static boolean isWithin(
      RequestColumns rows, int row, Slo.Term term, boolean fromIntended) {
    long client = fromIntended ? rows.clientQueue(row) : 0;
    return switch (term.metric()) {
      case TTFT -> rows.ttft(row) + client <= term.thresholdNanos();
      case E2E -> rows.e2e(row) + client <= term.thresholdNanos();
      case TPOT -> rows.tpotPicos(row) <= term.thresholdNanos() * PICOS_PER_NANO;
    };
  }

  /** A class by its own objective. */
  SloFigures ofClass(int number) {
    return figures(
        terms(number), within[number], result.ofClass(number).counts(), goodOfClass[number]);
  }

  /** A tenant's requests, each by the objective of its class. */
  SloFigures ofTenant(int number) {
    long[] none = {};
    return figures(List.of(), none, result.ofTenant(number).counts(), goodOfTenant[number]);
  }

  /** All requests; by threshold only where all classes have the same. */
  SloFigures ofAll() {
    boolean allMet = true;
    for (int number = 0; number < within.length; number++) {
      allMet &= ofClass(number).met();
    }
    if (!classes.shareObjective()) {
      long[] none = {};
      SloFigures all = figures(List.of(), none, result.counts(), good);
      return new SloFigures(List.of(), all.goodRequests(), all.goodput(), allMet);
    }
    long[] sums = new long[within[0].length];
    for (long[] ofClass : within) {
      for (int at = 0; at < sums.length; at++) {
        sums[at] += ofClass[at];
      }
    }
    SloFigures all = figures(terms(0), sums, result.counts(), good);
    return classes.classes().size() == 1
        ? all
        : new SloFigures(all.terms(), all.goodRequests(), all.goodput(), allMet);
  }

  private SloFigures figures(
      List<Slo.Term> terms, long[] within, RunResult.Counts counts, long goodRequests) {
    double judged = counts.measuredSent() - counts.measuredCancelled();
    List<SloFigures.TermFigures> figures = new ArrayList<>();
    boolean met = true;
    for (int at = 0; at < within.length; at++) {
      double attained = within[at] / judged;
      boolean isMet = attained >= terms.get(at).target();
      met &= isMet;
      figures.add(new SloFigures.TermFigures(terms.get(at), attained, isMet));
    }
    double seconds = result.seconds();
    return new SloFigures(
        List.copyOf(figures), goodRequests, seconds > 0 ? goodRequests / seconds : 0, met);
  }
}
