package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.workload.WorkloadOptions;
import io.foretoken.workload.length.LengthTable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceSummaryTest {
  @TempDir Path folder;

  @Test
  void figuresOfAHandSizedTrace() {
    // Gaps 1, 1, 4 s: mean 2, deviation sqrt((1 + 1 + 4) / 3) = sqrt 2, variation 0.7071,
    // burstiness 2; 3 gaps in 6 s are 0.5/s. Inputs 100..400, outputs 2 x that / 100.
    RequestTrace trace =
        TraceFiles.read(
            TraceFiles.write(
                folder,
                "t.csv",
                "arrival_s,input_tokens,output_tokens\n10,100,2\n11,200,4\n12,300,6\n16,400,8\n"));
    TraceSummary summary = TraceSummary.of(trace);
    var arrivals = summary.arrivals().orElseThrow();
    assertThat(arrivals.durationSeconds()).isEqualTo(6);
    assertThat(arrivals.perSecond()).isEqualTo(0.5);
    assertThat(arrivals.gapVariation()).isCloseTo(Math.sqrt(0.5), within(1e-12));
    assertThat(arrivals.burstiness()).isCloseTo(2, within(1e-12));
    // 17 bins of a second from time 0.
    assertThat(arrivals.profile().binNanos()).isEqualTo(1_000_000_000L);
    assertThat(arrivals.profile().counts()).hasSize(17);
    assertThat(arrivals.profile().peakPerSecond()).isEqualTo(1);
    assertThat(summary.input().mean()).isEqualTo(250);
    assertThat(summary.input().p50()).isEqualTo(250);
    // 0.9 x 3 = 2.7: 300 + 0.7 x 100.
    assertThat(summary.input().p90()).isCloseTo(370, within(1e-9));
    assertThat(summary.input().standardDeviation()).isCloseTo(Math.sqrt(12_500), within(1e-9));
    assertThat(summary.output().sum()).isEqualTo(20);
    assertThat(summary.correlation()).isCloseTo(1, within(1e-12));
    assertThat(summary.sharedTokensShare()).isZero();
  }

  @Test
  void sharedTokensAreThoseOfAnEarlierPrompt() {
    RequestTrace trace = TraceFiles.read(Path.of("src/test/resources/traces/mooncake.jsonl"));
    TraceSummary summary = TraceSummary.of(trace);
    // Request 1 repeats 1,024 tokens of request 0, request 2 the first 512; 3,300 in all.
    assertThat(summary.sharedTokensShare()).isCloseTo(1_536 / 3_300.0, within(1e-12));
    assertThat(summary.sharingRequestsShare()).isCloseTo(2 / 5.0, within(1e-12));
  }

  @Test
  void theWorkloadSectionBindsAndHasTheTracesLengths() throws Exception {
    RequestTrace trace = TraceFiles.read(TraceFiles.shared("AzureLLMInferenceTrace_conv.csv.gz"));
    TraceSummary summary = TraceSummary.of(trace);
    Map<String, Object> section = WorkloadSection.of(trace, summary);
    assertThat(section).containsOnlyKeys("workload");
    String json =
        new com.fasterxml.jackson.databind.ObjectMapper()
            .writeValueAsString(section.get("workload"));
    Problems problems = new Problems();
    WorkloadOptions options =
        RecordBinder.bind(
            (MapNode) LocatedJson.parse(json, "section"), WorkloadOptions.class, problems);
    problems.throwIfAny();
    LengthTable input = options.inputTokens().orElseThrow().distribution().compile();
    LengthTable output = options.outputTokens().orElseThrow().distribution().compile();
    // Straight lines between 29 quantiles keep the mean to about a percent.
    assertThat(input.mean()).isCloseTo(summary.input().mean(), within(12.0));
    assertThat(output.mean()).isCloseTo(summary.output().mean(), within(2.2));
    assertThat((double) input.quantile(0.99)).isCloseTo(summary.input().p99(), within(1.0));
  }
}
