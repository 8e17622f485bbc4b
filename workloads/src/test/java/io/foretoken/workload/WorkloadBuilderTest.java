package io.foretoken.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.bind.Located;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.arrival.RatePeriod;
import io.foretoken.workload.arrival.RatesCsv;
import io.foretoken.workload.client.StopRule;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.trace.RequestTrace;
import io.foretoken.workload.trace.RequestTraceFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadBuilderTest {
  private static final KeyedRandom RANDOM = KeyedRandom.of(1, 0);
  private static final TraceLoader FIXTURES =
      new TraceLoader() {
        @Override
        public RequestTrace load(Located<String> file, Optional<String> format) {
          return RequestTraceFormats.installed()
              .read(Path.of("src/test/resources/traces").resolve(file.value()), format);
        }

        @Override
        public List<RatePeriod> loadRates(Located<String> file) {
          return RatesCsv.read(Path.of("src/test/resources/rates").resolve(file.value()));
        }
      };

  private static Workload workload(String yaml) {
    return workload(yaml, RequestLabels.NONE);
  }

  private static Workload workload(String yaml, RequestLabels labels) {
    Problems problems = new Problems();
    WorkloadOptions options =
        RecordBinder.bind(LocatedYaml.parseMap(yaml, "w.yaml"), WorkloadOptions.class, problems);
    problems.throwIfAny();
    return WorkloadBuilder.build(options, labels, FIXTURES);
  }

  private static List<RequestDraft> drain(RequestSource source) {
    List<RequestDraft> drafts = new ArrayList<>();
    while (source.peekTime() != RequestSource.NEVER) {
      RequestDraft draft = new RequestDraft();
      source.next(draft);
      drafts.add(draft);
    }
    return drafts;
  }

  @Test
  void anOpenLoopRunsUntilItsDuration() {
    Workload workload = workload("arrivals: 10/s\ninput_tokens: 100\noutput_tokens: 20");
    RequestSource source = workload.source(RANDOM, StopRule.afterNanos(60_000_000_000L));
    assertThat(source.reacts()).isFalse();
    List<RequestDraft> drafts = drain(source);
    assertThat(drafts.size()).isBetween(500, 700);
    assertThat(drafts.get(drafts.size() - 1).sentNanos).isLessThan(60_000_000_000L);
    assertThat(workload.isClosedLoop()).isFalse();
    assertThat(workload.endsByItself()).isFalse();
    assertThat(workload.lengths()).isEqualTo(new LengthFigures(100, 20, 100, 20, 120));
  }

  @Test
  void aClosedLoopSendsAllItsClientsAtZero() {
    Workload workload =
        workload(
            "arrivals: {process: concurrent, concurrency: 4}\ninput_tokens: 100\noutput_tokens: 20");
    RequestSource source = workload.source(RANDOM, StopRule.afterRequests(5));
    assertThat(source.reacts()).isTrue();
    assertThat(drain(source)).hasSize(4);
    source.onFinished(2, 77);
    assertThat(source.peekTime()).isEqualTo(77);
    assertThat(drain(source)).hasSize(1);
    source.onFinished(1, 99);
    assertThat(source.peekTime()).isEqualTo(RequestSource.NEVER);
    assertThat(workload.isClosedLoop()).isTrue();
    assertThat(workload.concurrency()).isEqualTo(4);
  }

  @Test
  void aClientCapStandsAroundIt() {
    Workload workload =
        workload("arrivals: 10/s\ninput_tokens: 1\noutput_tokens: 1\nclient: {max_in_flight: 3}");
    RequestSource source = workload.source(RANDOM, StopRule.afterRequests(100));
    assertThat(drain(source)).hasSize(3);
    source.onFinished(0, 50_000_000_000L);
    List<RequestDraft> late = drain(source);
    assertThat(late).hasSize(1);
    assertThat(late.get(0).sentNanos).isEqualTo(50_000_000_000L);
    assertThat(late.get(0).intendedNanos).isLessThan(2_000_000_000L);
  }

  @Test
  void aTraceEndsByItselfAndKeptFullItBeginsAgain() {
    Workload workload = workload("trace: azure-llm.csv");
    assertThat(workload.endsByItself()).isTrue();
    assertThat(drain(workload.source(RANDOM, StopRule.NONE))).hasSize(3);
    // (374 + 396 + 879) / 3, (44 + 1 + 55) / 3
    assertThat(workload.lengths().meanInput()).isCloseTo(549.667, within(0.001));
    assertThat(workload.lengths().meanOutput()).isCloseTo(33.333, within(0.001));
    assertThat(workload.lengths().longestTotal()).isEqualTo(934);
    List<RequestDraft> full = drain(workload.keptFull(7).source(RANDOM, StopRule.afterRequests(7)));
    assertThat(full.stream().map(d -> d.inputTokens))
        .containsExactly(374, 396, 879, 374, 396, 879, 374);
  }

  @Test
  void pairsComeFromATrace() {
    Workload workload =
        workload("arrivals: 1/s\nlengths_from: {file: vidur-lengths.csv, order: cyclic}");
    assertThat(
            drain(workload.source(RANDOM, StopRule.afterRequests(3))).stream()
                .map(d -> d.inputTokens + "/" + d.outputTokens))
        .containsExactly("3772/54", "2015/156", "3772/54");
    assertThatThrownBy(() -> workload("trace: vidur-lengths.csv"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("holds lengths only, no arrival times")
        .hasMessageContaining("w.yaml:1:8");
  }

  @Test
  void aLoadWithoutAnEndIsRefused() {
    Workload open = workload("arrivals: 1/s\ninput_tokens: 1\noutput_tokens: 1");
    assertThat(open.whyEndless(StopRule.NONE)).contains("stop.duration or stop.requests");
    assertThat(open.whyEndless(StopRule.afterNanos(5))).isEmpty();
    Workload atOnce = workload("arrivals: throughput\ninput_tokens: 1\noutput_tokens: 1");
    assertThat(atOnce.whyEndless(StopRule.afterNanos(5))).contains("need stop.requests");
    assertThatThrownBy(() -> atOnce.source(RANDOM, StopRule.afterNanos(5)))
        .hasMessageContaining("need stop.requests");
    assertThat(drain(atOnce.source(RANDOM, StopRule.afterRequests(9)))).hasSize(9);
  }

  @Test
  void declaredLimitsCountInTheFigures() {
    // 1..100 cut to 50: (1 + ... + 50 + 50 x 50) / 100 = (1275 + 2500) / 100.
    Workload workload =
        workload(
            "arrivals: 1/s\ninput_tokens: 10\nmax_tokens: 50\n"
                + "output_tokens: {distribution: uniform, min: 1, max: 100}");
    assertThat(workload.lengths().meanOutput()).isCloseTo(37.75, within(1e-9));
    assertThat(workload.lengths().longestOutput()).isEqualTo(50);
  }

  @Test
  void classesRunSideBySideWithTheirOwnStreamsAndLabels() {
    String yaml =
        "arrivals: 10/s\ninput_tokens: {distribution: uniform, min: 1, max: 900}\n"
            + "output_tokens: 5";
    Workload chat = workload(yaml, new RequestLabels(0, 0, 0));
    Workload code = workload(yaml, new RequestLabels(1, 4, 9));
    List<RequestDraft> both =
        drain(Workload.source(List.of(chat, code), RANDOM, StopRule.afterRequests(400)));
    assertThat(both).hasSize(400);
    assertThat(both.stream().map(d -> d.index).toList()).isSorted();
    assertThat(both.stream().map(d -> d.sentNanos).toList()).isSorted();
    List<RequestDraft> ofChat = both.stream().filter(d -> d.classIndex == 0).toList();
    List<RequestDraft> alone = drain(chat.source(RANDOM, StopRule.afterRequests(ofChat.size())));
    // A second class beside it changes nothing in the first.
    assertThat(ofChat.stream().map(d -> d.sentNanos + ":" + d.inputTokens).toList())
        .isEqualTo(alone.stream().map(d -> d.sentNanos + ":" + d.inputTokens).toList());
    assertThat(both.stream().filter(d -> d.classIndex == 1))
        .allMatch(d -> d.tenant == 4 && d.priority == 9)
        .hasSizeBetween(140, 260);
  }

  private static final String LENGTHS = "\ninput_tokens: 100\noutput_tokens: 20";

  @Test
  void ratesOverTimeComeFromPeriodsOrFromAFile() {
    Workload periods =
        workload(
            "arrivals: {process: diurnal, scale: 2, periods: [{rate: 1/s, duration: 1min},"
                + " {rate: 5/s, duration: 2min}]}"
                + LENGTHS);
    Workload file = workload("arrivals: {process: diurnal, rates_from: two.csv}" + LENGTHS);
    assertThat(periods.endsByItself()).isTrue();
    assertThat(periods.keepsItsRate()).isFalse();
    // 2/s for a minute and 10/s for two: 120 + 1,200 expected, sqrt(1,320) = 36; four of them.
    List<RequestDraft> drafts = drain(periods.source(RANDOM, StopRule.NONE));
    assertThat(drafts.size()).isBetween(1_320 - 146, 1_320 + 146);
    assertThat(drain(file.source(RANDOM, StopRule.NONE)))
        .extracting(draft -> draft.sentNanos)
        .isEqualTo(drafts.stream().map(draft -> draft.sentNanos).toList());
  }

  @Test
  void ratesFromTwoPlacesOrNoneAreRefused() {
    assertThatThrownBy(() -> workload("arrivals: {process: diurnal}" + LENGTHS))
        .hasMessageContaining("found no rates");
    assertThatThrownBy(
            () ->
                workload(
                    "arrivals: {process: diurnal, rates_from: two.csv, periods: [{rate: 1/s,"
                        + " duration: 1h}]}"
                        + LENGTHS))
        .hasMessageContaining("found periods beside rates_from");
    assertThatThrownBy(
            () ->
                workload(
                    "arrivals: {process: diurnal, periods: [{rate: 0/s, duration: 1h}]}" + LENGTHS))
        .hasMessageContaining("found no period with a rate above 0");
  }
}
