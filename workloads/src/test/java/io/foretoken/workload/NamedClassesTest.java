package io.foretoken.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.ArrivalOptions;
import io.foretoken.workload.arrival.ArrivalShare;
import io.foretoken.workload.arrival.RatePeriod;
import io.foretoken.workload.client.StopRule;
import io.foretoken.workload.content.MixedContent;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.trace.RequestTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Classes of requests, each with random numbers that depend on its name alone. */
class NamedClassesTest {
  private static final KeyedRandom RANDOM = KeyedRandom.of(1, 0);
  private static final StopRule MINUTE = StopRule.afterNanos(60_000_000_000L);
  private static final String YAML =
      "arrivals: 10/s\ninput_tokens: {distribution: uniform, min: 1, max: 900}\noutput_tokens: 5";

  private static final TraceLoader NO_FILES =
      new TraceLoader() {
        @Override
        public RequestTrace load(Located<String> file, Optional<String> format) {
          throw new AssertionError("no trace");
        }

        @Override
        public List<RatePeriod> loadRates(Located<String> file) {
          throw new AssertionError("no rates");
        }
      };

  private static Workload workload(String name, int number) {
    Problems problems = new Problems();
    WorkloadOptions options =
        RecordBinder.bind(LocatedYaml.parseMap(YAML, "w.yaml"), WorkloadOptions.class, problems);
    problems.throwIfAny();
    RequestLabels labels = new RequestLabels(number, number, 0);
    return WorkloadBuilder.build(options, labels, NO_FILES).named(name);
  }

  private static List<String> drain(RequestSource source, int ofClass) {
    List<String> drawn = new ArrayList<>();
    while (source.peekTime() != RequestSource.NEVER) {
      RequestDraft draft = new RequestDraft();
      source.next(draft);
      if (draft.classIndex == ofClass) {
        drawn.add(draft.sentNanos + ": " + draft.inputTokens);
      }
    }
    return drawn;
  }

  // chat stands alone, first of two, last of three: its requests are the same every time
  @Test
  void otherClassesChangeNothing() {
    Workload chat = workload("chat", 0);
    List<String> alone = drain(Workload.source(List.of(chat), RANDOM, MINUTE), 0);
    List<Workload> two = List.of(chat, workload("code", 1));
    List<Workload> three = List.of(workload("batch", 2), workload("code", 1), chat);

    assertThat(alone).hasSizeGreaterThan(500);
    assertThat(drain(Workload.source(two, RANDOM, MINUTE), 0)).isEqualTo(alone);
    assertThat(drain(Workload.source(three, RANDOM, MINUTE), 0)).isEqualTo(alone);
    assertThat(drain(Workload.source(two, RANDOM, MINUTE), 1)).isNotEqualTo(alone);
  }

  @Test
  void classWithoutANameDrawsAsAWorkloadWithoutClasses() {
    assertThat(drain(Workload.source(List.of(workload("", 0)), RANDOM, MINUTE), 0))
        .isNotEqualTo(drain(Workload.source(List.of(workload("chat", 0)), RANDOM, MINUTE), 0));
  }

  // 4,000 requests, weights 3 to 1: 3,000 expected with a standard deviation of 27
  @Test
  void fullLoadHasClassesByWeight() {
    List<Workload> both = List.of(workload("chat", 0), workload("code", 1));
    RequestSource full =
        Workload.keptFull(both, List.of(3L, 1L), 8000, StopRule.afterRequests(4000), RANDOM);

    assertThat(drain(full, 0)).hasSizeBetween(2890, 3110);
  }

  @Test
  void weightsOfNothingAreRefused() {
    assertThatThrownBy(() -> new MixedContent(List.of(), List.of(0L, 0L), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
  }

  @Test
  void shareOfAFlowIsTheSameProcessAtAPartOfItsRate() {
    assertThat(ArrivalShare.of(new ArrivalOptions.Poisson(new Rate(10)), 0.25))
        .contains(new ArrivalOptions.Poisson(new Rate(2.5)));
    assertThat(ArrivalShare.of(new ArrivalOptions.Gamma(new Rate(10), 0.5), 0.5))
        .contains(new ArrivalOptions.Gamma(new Rate(5), 0.5));
    ArrivalOptions.StageOptions stage =
        new ArrivalOptions.StageOptions(new Rate(8), new TimeSpan(1000));
    assertThat(ArrivalShare.of(new ArrivalOptions.ConditionedPoisson(List.of(stage)), 0.5))
        .contains(
            new ArrivalOptions.ConditionedPoisson(
                List.of(new ArrivalOptions.StageOptions(new Rate(4), new TimeSpan(1000)))));
    assertThat(ArrivalShare.of(new ArrivalOptions.Throughput(Optional.empty()), 0.5)).isEmpty();
  }
}
