package io.foretoken.validation.measured;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Llama 3.1 8B in fp8 on one H100: 79.65 GiB less 7.48 GiB of weights, of which 0.95 are for the
 * cache, 68.56 GiB; 64 KiB a token.
 */
class TrtllmBenchTest {
  private static Map<String, String> settings(int input, int output, String version) {
    Map<String, String> knobs = new TreeMap<>();
    TrtllmBench.addTo(
        knobs,
        Catalog.shipped(),
        "llama-3.1-8b",
        "fp8",
        "fp8",
        "H100-SXM",
        1,
        input,
        output,
        version);
    return knobs;
  }

  @Test
  void takesNoMoreThan4096SequencesHoweverShort() {
    // 16 MiB a request: 4,388 would fit. Budget 4,096 x (1 + 128/128) = 8,192.
    assertThat(settings(128, 128, "0.17"))
        .containsEntry("batching.max_batch_size", "4096")
        .containsEntry("batching.max_num_tokens", "8192")
        .containsEntry("batching.enable_chunked_prefill", "true")
        .containsEntry("memory.free_gpu_memory_fraction", "0.95");
  }

  @Test
  void roundsUpWhatTheCacheHolds() {
    // 256 MiB a request: 274 fit, rounded up by 128. Budget 274 x 2 = 548, at least 2,048.
    assertThat(settings(2048, 2048, "0.17"))
        .containsEntry("batching.max_batch_size", "384")
        .containsEntry("batching.max_num_tokens", "2048");
  }

  @Test
  void hasRoomForAWholePromptWherePromptsAreNotSplit() {
    // Since 0.19: at least a prompt and a token of every other sequence, 2,048 + 384.
    assertThat(settings(2048, 2048, "1.0"))
        .containsEntry("batching.max_num_tokens", "2432")
        .containsEntry("batching.enable_chunked_prefill", "false");
  }

  @Test
  void saysNothingOfWhatTheCatalogueDoesNotKnow() {
    Map<String, String> knobs = new TreeMap<>();
    TrtllmBench.addTo(
        knobs, Catalog.shipped(), "no-such-model", "fp8", "fp8", "H100-SXM", 1, 1, 1, "1.0");

    assertThat(knobs).isEmpty();
  }
}
