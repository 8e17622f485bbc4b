package io.foretoken.workload.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foretoken.sim.random.KeyedRandom;
import io.foretoken.sim.request.RequestDraft;
import io.foretoken.sim.request.RequestSource;
import io.foretoken.workload.client.OpenLoopSource;
import io.foretoken.workload.content.PromptSharing;
import io.foretoken.workload.content.RequestLabels;
import io.foretoken.workload.random.StreamRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public traces as they are published; skipped where they are not beside the repository. */
class PublicTracesTest {
  @ParameterizedTest
  @CsvSource({
    "AzureLLMInferenceTrace_code.csv.gz, azure-llm, 8819, 2048, 27.9",
    "AzureLLMInferenceTrace_conv.csv.gz, azure-llm, 19366, 1155, 211",
    "vidur_splitwise_code.csv.gz, vidur, 8819, 2048, 27.9",
    "vidur_splitwise_conv.csv.gz, vidur, 19366, 1155, 211",
    "mooncake_conversation_trace.jsonl.gz, mooncake, 12031, 12035, 343",
    "mooncake_synthetic_trace.jsonl.gz, mooncake, 3993, 15325, 149",
  })
  void everyRequestIsReplayed(String file, String format, int count, double in, double out) {
    RequestTrace trace = TraceFiles.read(TraceFiles.shared(file));
    assertThat(trace.format()).isEqualTo(format);
    assertThat(trace.zeroOutputs()).isZero();
    RequestSource source =
        new OpenLoopSource(
            new TraceArrivals(trace, 1),
            new TraceContent(trace, 0, PromptSharing.NONE, RequestLabels.NONE),
            new StreamRandom(KeyedRandom.of(1, 0), 0));
    RequestDraft draft = new RequestDraft();
    int replayed = 0;
    long inputs = 0;
    long outputs = 0;
    long before = 0;
    while (source.peekTime() != RequestSource.NEVER) {
      source.next(draft);
      assertThat(draft.index).isEqualTo(replayed++);
      assertThat(draft.sentNanos).isGreaterThanOrEqualTo(before);
      before = draft.sentNanos;
      inputs += draft.inputTokens;
      outputs += draft.outputTokens;
      int tokens = 0;
      for (int s = 0; s < draft.segmentCount; s++) {
        tokens += draft.segmentTokens[s];
      }
      assertThat(tokens).isEqualTo(draft.segmentCount == 0 ? 0 : draft.inputTokens);
    }
    assertThat(replayed).isEqualTo(count);
    // The means that the traces' own description gives, rounded there to the last digit shown.
    assertThat((double) inputs / count).isCloseTo(in, within(0.5));
    assertThat((double) outputs / count).isCloseTo(out, within(0.5));
  }

  @Test
  void theTwoFormsOfOneTraceAgree() {
    RequestTrace azure = TraceFiles.read(TraceFiles.shared("AzureLLMInferenceTrace_conv.csv.gz"));
    RequestTrace vidur = TraceFiles.read(TraceFiles.shared("vidur_splitwise_conv.csv.gz"));
    assertThat(vidur.inputColumn()).isEqualTo(azure.inputColumn());
    assertThat(vidur.outputColumn()).isEqualTo(azure.outputColumn());
    for (int i = 0; i < azure.size(); i++) {
      // Vidur keeps microseconds.
      assertThat(vidur.arrivalNanos(i)).isCloseTo(azure.arrivalNanos(i), within(1_000L));
    }
    // 18:15:46.68059 to 19:14:08.402527 is 3,501.721937 s; the longest request has 14,089 tokens.
    assertThat(azure.arrivalNanos(azure.size() - 1)).isEqualTo(3_501_721_937_000L);
    int longest = 0;
    for (int i = 0; i < azure.size(); i++) {
      longest = Math.max(longest, azure.inputTokens(i) + azure.outputTokens(i));
    }
    assertThat(longest).isEqualTo(14_089);
  }

  @Test
  void lengthsWithoutArrivalsAreReadToo() {
    RequestTrace trace =
        TraceFiles.read(
            TraceFiles.shared(
                "vidur_arxiv_summarization_stats_llama2_tokenizer_filtered_v2.csv.gz"));
    assertThat(trace.size()).isEqualTo(28_257);
    assertThat(trace.hasArrivals()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "mooncake_conversation_trace.jsonl.gz, 0.366",
    "mooncake_synthetic_trace.jsonl.gz, 0.640",
  })
  void prefixSharingIsThatOfAnUnboundedCache(String file, double blockHits) {
    RequestTrace trace = TraceFiles.read(TraceFiles.shared(file));
    // The published share counts blocks, ours tokens: the last, shorter block makes the difference.
    assertThat(TraceSummary.of(trace).sharedTokensShare()).isCloseTo(blockHits, within(0.015));
  }
}
