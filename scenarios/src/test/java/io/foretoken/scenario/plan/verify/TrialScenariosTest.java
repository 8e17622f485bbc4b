package io.foretoken.scenario.plan.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.plan.candidate.Candidate;
import io.foretoken.scenario.plan.candidate.CandidateCapacity;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.ScenarioTree;
import io.foretoken.scenario.run.PreparedRun;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Loads that change while they are simulated, however the rate of a scenario is written. */
class TrialScenariosTest {
  private static final String FLEET =
      """
      name: t
      model: llama-3.1-8b
      fleet: [{pool: main, gpu: h100, engine: {name: vllm}}]
      slo: {ttft: {p99: 500ms}}
      """;

  private static ScenarioTree changed(String load, double before, double rate) {
    ScenarioTree tree =
        new ScenarioTree(LocatedYaml.parseMap(FLEET + load, "t.yaml"), Path.of("."), "t");
    Candidate candidate =
        new Candidate(0, "h100", "h100", 1, 1, "", Map.of(), tree, "", "", Optional.empty());
    CandidateCapacity known =
        new CandidateCapacity(candidate, 100, Optional.empty(), Optional.empty(), "");
    Share half = new Share(0, "h100", 2, 0.5);
    return new TrialScenarios(List.of(known), 4000)
        .of(new Trial(0, VerifiedLoad.Kind.RISE, "a to b", half, before, rate, 1, Double.NaN));
  }

  private static String text(ScenarioTree tree, String path) {
    return ((ScalarNode) NodePath.get(tree.root(), path).orElseThrow()).text();
  }

  /** Requests in [from, to) seconds, per second. */
  private static double rate(ScenarioTree tree, double from, double to) {
    PreparedRun run = new ScenarioResolver(Catalog.shipped()).resolve(tree, false);
    RequestSource source = run.source().apply(KeyedRandom.of(run.seed(), 0));
    RequestDraft draft = new RequestDraft();
    int count = 0;
    while (source.peekTime() < to * 1e9) {
      count += source.peekTime() >= from * 1e9 ? 1 : 0;
      draft.clear();
      source.next(draft);
    }
    return count / (to - from);
  }

  /**
   * Half of a rise from 20 to 60: of 10 that are written chat has 6, so 6 and then 18, and batch 4,
   * so 4 and then 12. The first 30 s are before the rise.
   */
  @Test
  void theRateOfAClassChanges() {
    ScenarioTree tree =
        changed(
            "workload: {input_tokens: 100, output_tokens: 10}\n"
                + "classes: [{name: chat, rate: 6/s}, {name: batch, rate: 4/s, workload:"
                + " {output_tokens: 20}}]\n",
            20,
            60);

    assertThat(NodePath.get(tree.root(), "classes.0.rate")).isEmpty();
    assertThat(text(tree, "classes.0.workload.arrivals.periods.1.rate"))
        .isEqualTo("18.000000000/s");
    assertThat(text(tree, "classes.1.workload.arrivals.periods.0.rate")).isEqualTo("4.000000000/s");
    assertThat(text(tree, "classes.1.workload.output_tokens")).isEqualTo("20");
    // Of some 300 and 1,200 requests: within four standard deviations.
    assertThat(rate(tree, 0, 30)).isCloseTo(10, within(2.4));
    assertThat(rate(tree, 30, 70)).isCloseTo(30, within(3.5));
  }

  @Test
  void theRateOfArrivalsChanges() {
    for (String arrivals : List.of("10/s", "{process: poisson, rate: 10/s}")) {
      String lengths = ", input_tokens: 100, output_tokens: 10}\n";
      ScenarioTree top = changed("workload: {arrivals: " + arrivals + lengths, 20, 60);
      assertThat(text(top, "workload.arrivals.periods.0.rate")).isEqualTo("10.000000000/s");
      assertThat(rate(top, 30, 70)).isCloseTo(30, within(3.5));
      ScenarioTree ofClass =
          changed(
              "classes: [{name: a, workload: {arrivals: " + arrivals + lengths.strip() + "}]\n",
              20,
              60);
      assertThat(rate(ofClass, 0, 30)).isCloseTo(10, within(2.4));
      assertThat(rate(ofClass, 30, 70)).isCloseTo(30, within(3.5));
    }
  }

  /** Shares are of the arrivals at the top, whose rate changes once for all. */
  @Test
  void sharesOfTheArrivalsChangeWithThem() {
    ScenarioTree tree =
        changed(
            """
            workload: {arrivals: 10/s, input_tokens: 100, output_tokens: 10}
            classes: [{name: a, share: 0.25}, {name: b, share: 0.75}]
            """,
            20,
            60);
    assertThat(rate(tree, 0, 30)).isCloseTo(10, within(2.4));
    assertThat(rate(tree, 30, 70)).isCloseTo(30, within(3.5));
  }
}
