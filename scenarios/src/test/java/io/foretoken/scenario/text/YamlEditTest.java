package io.foretoken.scenario.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlEditTest {
  private static final String TEXT =
      """
      # what it answers
      model: llama  # an alias
      fleet:
        - pool: main
          gpu: "h100"
          engine:
            name: vllm
            # sizes
            batching: {max_num_seqs: 256, policy: continuous}
        - pool: other
          gpu: a100
      seed: 1
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model | qwen | model: llama  # | model: qwen  #",
        "seed | 7 | seed: 1 | seed: 7",
        "fleet.0.gpu | h200 | gpu: \"h100\" | gpu: h200",
        "fleet.other.gpu | l40s | gpu: a100 | gpu: l40s",
        "fleet.main.engine.batching.max_num_seqs | 8 | {max_num_seqs: 256, | {max_num_seqs: 8,",
        "fleet.main.engine.batching.policy | static | policy: continuous} | policy: static}",
        "fleet.main.engine.batching.max_num_batched_tokens | 512 | {max_num_seqs |"
            + " {max_num_batched_tokens: 512, max_num_seqs",
      })
  void aValueChangesAndNothingElse(String path, String value, String before, String after) {
    assertThat(YamlEdit.set(TEXT, path, value)).isEqualTo(TEXT.replace(before, after));
  }

  @Test
  void aKeyThatIsMissingIsWrittenAtTheEndOfItsMap() {
    assertThat(YamlEdit.set(TEXT, "fleet.main.replicas", "2"))
        .isEqualTo(TEXT.replace("policy: continuous}\n", "policy: continuous}\n    replicas: 2\n"));
    assertThat(YamlEdit.set(TEXT, "slo.ttft.p99", "500ms"))
        .isEqualTo(TEXT + "slo: {ttft: {p99: 500ms}}\n");
  }

  @Test
  void aPathThatLeadsNowhereIsRefused() {
    assertThatThrownBy(() -> YamlEdit.set(TEXT, "model.size", "8"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("model is \"llama\"");
  }

  @Test
  void aValueThatAnAnchorSharesIsNotChangedInOnePlace() {
    String shared = "a: &x {n: 1}\nb: *x\n";

    // b.n stands where a.n does: changing it would change both.
    assertThatThrownBy(() -> YamlEdit.set(shared, "b.m", "2"))
        .isInstanceOf(BadInputException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l: [a, b] | l: [a, b, n]",
        "l: [] | l: [n]",
        "l: [a, ] | l: [a, n ]",
        "m: 1 | m: 1;l: [n];",
        "m: {k: 1} # why | m: {k: 1} # why;l: [n];",
        "l:;  - a # one;m: 1 | l:;  - a # one;  - n;m: 1",
        "l:;- a;- {k: 1,;   j: 2};m: 1 | l:;- a;- {k: 1,;   j: 2};- n;m: 1",
        "l:;  - a | l:;  - a;  - n;",
      })
  void anItemIsAddedAtTheEndOfAList(String before, String after) {
    assertThat(YamlEdit.append(before.replace(';', '\n'), "l", "n"))
        .isEqualTo(after.replace(';', '\n'));
  }

  @Test
  void anItemIsAddedToNothingButAList() {
    assertThatThrownBy(() -> YamlEdit.append("l: 1\n", "l", "n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("edit it in the text");
    // The list of b is that of a: an item of one would be one of both.
    assertThatThrownBy(() -> YamlEdit.append("a: &x [1]\nb: *x\n", "b", "n"))
        .isInstanceOf(BadInputException.class);
  }
}
