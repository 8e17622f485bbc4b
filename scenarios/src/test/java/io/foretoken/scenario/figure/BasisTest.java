package io.foretoken.scenario.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasisTest {
  @ParameterizedTest
  @CsvSource({
    "llama-3.1-8b, llama",
    "qwen3-30b-a3b, qwen3",
    "gpt-oss-120b, gpt-oss",
    "deepseek-r1, deepseek",
    "mistral-nemo-12b, mistral-nemo",
    "own, own"
  })
  void aFamilyIsTheNameWithoutSizesAndVersions(String model, String family) {
    assertThat(Basis.family(model)).isEqualTo(family);
  }
}
