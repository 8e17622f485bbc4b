package io.foretoken.validation.score;

import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.PeerFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What another simulator's errors are on runs of a suite, and what ours are on the same runs.
 *
 * @param simulator its name
 * @param metric the figure
 * @param theirs its errors, all counted as positive
 * @param ours our errors on the same runs
 */
public record PeerSummary(String simulator, Metric metric, ErrorSummary theirs, ErrorSummary ours) {

  /** All peers of a suite by name, their reported figures in order. */
  public static List<PeerSummary> of(List<ScoredRun> runs) {
    Map<String, Map<Metric, List<double[]>>> pairs = new TreeMap<>();
    for (ScoredRun scored : runs) {
      for (Metric metric : Metric.REPORTED) {
        scored
            .error(metric)
            .ifPresent(
                error ->
                    firstOfEach(scored.run().peers(), metric)
                        .forEach(
                            peer ->
                                pairs
                                    .computeIfAbsent(
                                        peer.simulator(), unused -> new LinkedHashMap<>())
                                    .computeIfAbsent(metric, unused -> new ArrayList<>())
                                    .add(new double[] {peer.errorPercent(), error})));
      }
    }
    List<PeerSummary> all = new ArrayList<>();
    pairs.forEach(
        (simulator, byMetric) ->
            Metric.REPORTED.stream()
                .filter(byMetric::containsKey)
                .forEach(metric -> all.add(of(simulator, metric, byMetric.get(metric)))));
    return all;
  }

  private static PeerSummary of(String simulator, Metric metric, List<double[]> pairs) {
    return new PeerSummary(
        simulator,
        metric,
        ErrorSummary.of(pairs.stream().map(pair -> pair[0]).toList()),
        ErrorSummary.of(pairs.stream().map(pair -> pair[1]).toList()));
  }

  /** A source may list a peer twice for a run; its first entry counts. */
  private static List<PeerFigure> firstOfEach(List<PeerFigure> peers, Metric metric) {
    Map<String, PeerFigure> first = new LinkedHashMap<>();
    for (PeerFigure peer : peers) {
      if (peer.metric() == metric) {
        first.putIfAbsent(peer.simulator(), peer);
      }
    }
    return List.copyOf(first.values());
  }

  /**
   * The peer with the smallest median error on a figure among those that predicted at least half as
   * many runs as the busiest one; a single lucky run is no comparison.
   */
  public static Optional<PeerSummary> best(List<PeerSummary> peers, Metric metric) {
    List<PeerSummary> same = peers.stream().filter(peer -> peer.metric() == metric).toList();
    int most = same.stream().mapToInt(peer -> peer.theirs().runs()).max().orElse(0);
    return same.stream()
        .filter(peer -> 2 * peer.theirs().runs() >= most)
        .min(Comparator.comparingDouble(peer -> peer.theirs().medianApe()));
  }
}
