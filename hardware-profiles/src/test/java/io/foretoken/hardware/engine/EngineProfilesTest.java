package io.foretoken.hardware.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineProfilesTest {

  @ParameterizedTest
  @CsvSource({
    "vllm, 0.10.2, 0.10",
    "vllm, 0.14, 0.15",
    "vllm, 0.15.1, 0.15",
    "vllm, 0.19.0, 0.19",
    "vllm, 0.21, 0.23",
    "vllm, v0.23.0, 0.23",
    "vLLM, 0.24.0.post1, 0.23",
    "trtllm, 1.0.0rc3, 1.0",
    "tensorrt-llm, 1.2, 1.0",
    "sglang, 0.5.5, 0.5",
    "generic, 1, 1",
  })
  void aVersionFindsTheProfileThatStandsForIt(String engine, String version, String expected) {
    assertThat(EngineProfiles.find(engine, version).version()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "sglang", "tensorrt-llm", "generic"})
  void rangesFollowOneAnotherWithoutGaps(String engine) {
    String until = null;
    for (EngineProfile profile : EngineProfiles.of(engine)) {
      assertThat(profile.name()).isEqualTo(engine);
      assertThat(profile.covers(Version.of(profile.version()))).isTrue();
      assertThat(profile.source()).hasSizeGreaterThan(20);
      if (until != null) {
        assertThat(profile.from()).isEqualTo(until);
      }
      until = profile.until();
    }
  }

  @Test
  void theNewestIsTheDefault() {
    assertThat(EngineProfiles.newest("vllm").version()).isEqualTo("0.23");
  }

  @Test
  void anUnknownEngineListsTheKnownOnesAndTheNearest() {
    assertThatThrownBy(() -> EngineProfiles.newest("vlm"))
        .isInstanceOfSatisfying(
            UnknownEngineException.class,
            e -> {
              assertThat(e.field()).isEqualTo("name");
              assertThat(e.hint())
                  .isEqualTo("did you mean \"vllm\"? known: generic, sglang, tensorrt-llm, vllm");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "0.2, the nearest is 0.10",
    "0.99, the nearest is 0.23",
    "latest, the nearest is 0.23"
  })
  void anUnknownVersionListsTheKnownOnesAndTheNearest(String version, String nearest) {
    assertThatThrownBy(() -> EngineProfiles.find("vllm", version))
        .isInstanceOfSatisfying(
            UnknownEngineException.class,
            e -> {
              assertThat(e.field()).isEqualTo("version");
              assertThat(e.getMessage()).contains("\"" + version + "\"");
              assertThat(e.hint()).startsWith(nearest).contains("0.15 (0.14 to before 0.18)");
            });
  }

  /**
   * Asynchronous scheduling came with 0.14, admission by whole sequence with 0.18, 0.92 with 0.21.
   */
  @Test
  void rulesChangeWithTheVersion() {
    EngineProfile v10 = EngineProfiles.find("vllm", "0.10");
    EngineProfile v15 = EngineProfiles.find("vllm", "0.15");
    EngineProfile v19 = EngineProfiles.find("vllm", "0.19");
    EngineProfile v23 = EngineProfiles.find("vllm", "0.23");

    assertThat(v10.batching().asyncScheduling()).isFalse();
    assertThat(v15.batching().asyncScheduling()).isTrue();
    assertThat(v15.batching().wholeSequenceAdmission()).isFalse();
    assertThat(v19.batching().wholeSequenceAdmission()).isTrue();
    assertThat(v19.memory().fraction()).isEqualTo(0.9);
    assertThat(v23.memory().fraction()).isEqualTo(0.92);
  }

  @Test
  void limitsFollowTheClassOfTheGpu() {
    BatchingDefaults batching = EngineProfiles.newest("vllm").batching();

    assertThat(batching.limitsFor(Fixtures.H100).maxNumSeqs()).isEqualTo(1024);
    assertThat(batching.limitsFor(Fixtures.H100).maxNumBatchedTokens()).isEqualTo(8192);
    assertThat(batching.limitsFor(Fixtures.A100).maxNumSeqs()).isEqualTo(256);
    assertThat(batching.limitsFor(Fixtures.L40S).maxNumBatchedTokens()).isEqualTo(2048);
  }

  /** SGLang's {@code chunked_prefill_size} of the class: B200 180 GiB, H200 141, A10 22. */
  @Test
  void chunksOfSglangFollowTheMemoryOfTheGpu() {
    BatchingDefaults batching = EngineProfiles.newest("sglang").batching();

    assertThat(batching.limitsFor(Fixtures.B200).maxNumBatchedTokens()).isEqualTo(16_384);
    assertThat(batching.limitsFor(Fixtures.H200).maxNumBatchedTokens()).isEqualTo(8192);
    assertThat(batching.limitsFor(Fixtures.A100).maxNumBatchedTokens()).isEqualTo(8192);
    assertThat(batching.limitsFor(Fixtures.L40S).maxNumBatchedTokens()).isEqualTo(4096);
    assertThat(batching.limitsFor(Fixtures.A10).maxNumBatchedTokens()).isEqualTo(2048);
  }

  /** min(2 x max_num_seqs, 512, budget); sizes 1, 2, 4, 8 by 8 to 256, by 16 beyond. */
  @Test
  void graphsAreRecordedForTheSizesThatVllmRecords() {
    GraphRule graphs = EngineProfiles.newest("vllm").graphs();

    assertThat(graphs.largest(128, 8192)).isEqualTo(256);
    assertThat(graphs.largest(1024, 8192)).isEqualTo(512);
    assertThat(graphs.largest(1024, 256)).isEqualTo(256);
    assertThat(GraphRule.padded(1, 512)).isEqualTo(1);
    assertThat(GraphRule.padded(3, 512)).isEqualTo(4);
    assertThat(GraphRule.padded(5, 512)).isEqualTo(8);
    assertThat(GraphRule.padded(249, 512)).isEqualTo(256);
    assertThat(GraphRule.padded(257, 512)).isEqualTo(272);
    assertThat(GraphRule.padded(513, 512)).isEqualTo(513);
    assertThat(GraphRule.padded(5, 6)).isEqualTo(6);
  }

  @Test
  void versionsCompareByNumbers() {
    assertThat(Version.of("0.9")).isLessThan(Version.of("0.10"));
    assertThat(Version.of("v0.19.0")).isEqualByComparingTo(Version.of("0.19"));
    assertThat(Version.of("1.0.0rc3")).isEqualByComparingTo(Version.of("1"));
    assertThat(Version.parse("latest")).isEmpty();
  }
}
