package io.foretoken.ui.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What could be written where the bar stands. */
class CompletionTest {
  private static List<String> offers(String text) {
    return of(text).offers().stream().map(Completion.Offer::text).toList();
  }

  private static Completion of(String text) {
    int caret = text.indexOf('|');
    return Completion.at(text.replace("|", ""), caret);
  }

  @Test
  void keysOfTheOutermostMap() {
    assertThat(offers("name: a\n|")).contains("model: ", "fleet: ", "workload: ", "slo: ");
    assertThat(offers("name: a\nflee|")).containsExactly("fleet: ");
  }

  @Test
  void keysOfAMapByItsIndentation() {
    String fleet = "fleet:\n  - pool: main\n    gpu: h100\n    engine:\n      batching:\n        ";
    assertThat(offers(fleet + "max_num_|"))
        .containsExactly("max_num_seqs: ", "max_num_batched_tokens: ", "max_num_tokens: ");
    assertThat(offers(fleet + "|")).doesNotContain("pool: ", "name: ");
    assertThat(offers("fleet:\n  - pool: main\n    |")).contains("gpu: ", "replicas: ", "engine: ");
    assertThat(offers("fleet:\n  - |")).contains("pool: ", "gpu: ");
  }

  @Test
  void keysWithinBraces() {
    assertThat(offers("workload:\n  arrivals: {process: poisson, rate|}"))
        .containsExactly("rate: ", "rates_from: ");
    assertThat(offers("slo: {ttft: {p99: 1s}, tp|}")).containsExactly("tpot: ");
  }

  @Test
  void namesOfTheCatalogueAndOfThePolicies() {
    assertThat(offers("fleet:\n  - gpu: h2|"))
        .contains("h200-sxm-141gb")
        .allMatch(s -> s.startsWith("h2"));
    assertThat(offers("model: qwen3-14|")).containsExactly("qwen3-14b");
    assertThat(offers("routing: |")).contains("least-outstanding");
    assertThat(offers("fleet:\n  - engine: {batching: {async_scheduling: |}}"))
        .startsWith("true", "false");
  }

  /** The word is replaced, what stands behind it stays. */
  @Test
  void takingAnOfferReplacesTheWord() {
    Completion found = of("model: qwen3-14|x # mine\nseed: 1\n");
    assertThat(found.from()).isEqualTo(7);
    assertThat(found.applied("model: qwen3-14x # mine\nseed: 1\n", found.offers().get(0)))
        .isEqualTo("model: qwen3-14b # mine\nseed: 1\n");
  }

  @Test
  void ofAKeyThatNobodyKnowsNothingIsOffered() {
    assertThat(offers("nonsense:\n  |")).isEmpty();
    assertThat(offers("name: |")).isEmpty();
  }
}
