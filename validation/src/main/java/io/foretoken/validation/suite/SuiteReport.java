package io.foretoken.validation.suite;

import io.foretoken.validation.decision.Decisions;
import io.foretoken.validation.measured.ExactLoad;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.SkippedRun;
import io.foretoken.validation.score.Breakdown;
import io.foretoken.validation.score.ErrorSummary;
import io.foretoken.validation.score.PeerSummary;
import io.foretoken.validation.score.ScoredRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How one suite went.
 *
 * @param name of the suite
 * @param scored runs that were compared, in the order of the set
 * @param skipped runs that were not, with reasons
 * @param errors by figure, over all scored runs
 * @param breakdowns the same by regime, GPU, model, engine and load
 * @param peers other simulators on the same runs
 * @param decisions figures on decisions
 */
public record SuiteReport(
    String name,
    List<ScoredRun> scored,
    List<SkippedRun> skipped,
    Map<Metric, ErrorSummary> errors,
    List<Breakdown> breakdowns,
    List<PeerSummary> peers,
    Map<String, Double> decisions) {

  static SuiteReport of(String name, List<ScoredRun> scored, List<SkippedRun> skipped) {
    return new SuiteReport(
        name,
        scored,
        skipped,
        Breakdown.over(scored),
        Breakdown.of(scored),
        PeerSummary.of(scored),
        Decisions.of(scored));
  }

  /**
   * Prompt tokens found in the prefix cache beside those that a cache which never evicts would
   * find, for runs that state which tokens prompts share.
   */
  public List<String> prefixHits() {
    return scored.stream()
        .filter(each -> shared(each) > 0)
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s: %,d of %,d shared prompt tokens found in the prefix cache",
                    each.run().id(),
                    each.prediction().cachedTokens(),
                    shared(each)))
        .toList();
  }

  private static long shared(ScoredRun scored) {
    return scored.run().load() instanceof ExactLoad exact
        ? Arrays.stream(exact.sharedTokens()).asLongStream().sum()
        : 0;
  }

  /** How many runs were skipped for each kind of reason, most frequent first. */
  public List<Map.Entry<String, Long>> skipsByKind() {
    Map<String, Long> counts = new TreeMap<>();
    skipped.forEach(skip -> counts.merge(skip.kind(), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .toList();
  }
}
