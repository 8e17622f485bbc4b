package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.client.OpenLoopSource;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.random.StreamRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceReplayTest {
  private static final Path FIXTURES = Path.of("src/test/resources/traces");

  private static RequestSource source(RequestTrace trace, double scale, int maxTokens) {
    return new OpenLoopSource(
        new TraceArrivals(trace, scale),
        new TraceContent(trace, maxTokens, PromptSharing.NONE, labels(trace)),
        new StreamRandom(KeyedRandom.of(1, 0), 0));
  }

  /** Classes and tenants of a trace numbered as they come up in it, and with 10 more each. */
  private static TraceLabels labels(RequestTrace trace) {
    List<RequestLabels> classes = new ArrayList<>();
    for (int number = 0; number < trace.classNames().size(); number++) {
      classes.add(new RequestLabels(number + 10, 0, 1, 500));
    }
    List<Integer> tenants = new ArrayList<>();
    for (int number = 0; number < trace.tenantNames().size(); number++) {
      tenants.add(number + 20);
    }
    return new TraceLabels(classes, tenants, RequestLabels.NONE);
  }

  private static RequestDraft next(RequestSource source) {
    RequestDraft draft = new RequestDraft();
    source.next(draft);
    return draft;
  }

  @Test
  void aReplayHandsOverTheRowsAsTheyAre() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("foretoken.csv"));
    RequestSource source = source(trace, 1, 0);
    RequestDraft first = next(source);
    assertThat(first.sentNanos).isEqualTo(500_000_000);
    assertThat(first.inputTokens).isEqualTo(1000);
    assertThat(first.outputTokens).isEqualTo(20);
    assertThat(first.maxTokens).isEqualTo(100);
    // 250 generated tokens are cut to the declared 100.
    RequestDraft second = next(source);
    assertThat(second.outputTokens).isEqualTo(100);
    // 300 = 100 common to three and 200 common to two, and 700 of its own.
    assertThat(first.segmentCount).isEqualTo(3);
    assertThat(first.segmentTokens).startsWith(100, 200, 700);
    assertThat(second.segmentCount).isEqualTo(2);
    assertThat(second.segmentKeys[0]).isEqualTo(first.segmentKeys[0]);
    RequestDraft third = next(source);
    assertThat(third.segmentCount).isZero();
    assertThat(third.maxTokens).isEqualTo(30);
    assertThat(third.classIndex).isEqualTo(11);
    assertThat(third.tenant).isEqualTo(21);
    assertThat(third.priority).isEqualTo(-1); // -2 in the trace, 1 of the class
    assertThat(third.dueNanos).isEqualTo(500);
    RequestDraft fourth = next(source);
    assertThat(fourth.segmentKeys[1]).isEqualTo(first.segmentKeys[1]);
    assertThat(fourth.segmentKeys[2]).isNotEqualTo(first.segmentKeys[2]);
    assertThat(source.peekTime()).isEqualTo(RequestSource.NEVER);
  }

  @Test
  void aTraceIsReplayedAnyNumberOfTimes() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("mooncake.jsonl"));
    RequestSource a = source(trace, 1, 0);
    RequestSource b = source(trace, 1, 0);
    for (int i = 0; i < trace.size(); i++) {
      assertThat(b.peekTime()).isEqualTo(a.peekTime());
      RequestDraft x = next(a);
      RequestDraft y = next(b);
      assertThat(y.segmentKeys).isEqualTo(x.segmentKeys);
      assertThat(y.inputTokens).isEqualTo(x.inputTokens);
    }
  }

  @Test
  void timeScaleStretchesArrivals() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("vidur.csv"));
    RequestSource source = source(trace, 0.5, 0);
    next(source);
    // 4.314579 s / 2
    assertThat(source.peekTime()).isEqualTo(2_157_289_500L);
    assertThatThrownBy(() -> new TraceArrivals(trace, 0)).hasMessageContaining("time_scale");
  }

  @Test
  void theWorkloadsLimitHoldsWhereTheTraceGivesNone() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("vidur.csv"));
    RequestSource source = source(trace, 1, 50);
    assertThat(next(source).maxTokens).isEqualTo(50);
    assertThat(next(source).outputTokens).isEqualTo(50);
  }

  @Test
  void aPromptsSegmentsSumToItsLength() {
    RequestTrace trace = TraceFiles.read(FIXTURES.resolve("mooncake.jsonl"));
    RequestSource source = source(trace, 1, 0);
    for (int i = 0; i < trace.size(); i++) {
      RequestDraft draft = next(source);
      int sum = 0;
      for (int s = 0; s < draft.segmentCount; s++) {
        sum += draft.segmentTokens[s];
      }
      assertThat(sum).isEqualTo(draft.segmentCount == 0 ? 0 : draft.inputTokens);
    }
  }
}
