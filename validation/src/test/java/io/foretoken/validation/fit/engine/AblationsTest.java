package io.foretoken.validation.fit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.validation.measured.ClosedLoad;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.Metric;
import io.foretoken.validation.measured.Regime;
import io.foretoken.validation.measured.Setup;
import io.foretoken.validation.measured.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AblationsTest {
  private static final MeasuredRun RUN =
      new MeasuredRun(
          "made up",
          "one",
          new Setup(
              "llama-3.1-70b",
              "fp8",
              "fp8",
              "h200-sxm-141gb",
              1,
              4,
              1,
              1,
              1,
              "tensorrt-llm",
              "1.0",
              Map.of(
                  "batching.batch_wait_timeout_iters", "20",
                  "batching.attention_dp.enable_balance", "true",
                  "batching.max_batch_size", "64",
                  "memory.enable_prefix_caching", "true",
                  "api.random_prompts", "true"),
              true),
          new ClosedLoad(16, 160, 1024, 1000, true),
          Map.of(Metric.TPOT_MEAN, 0.01),
          List.of(),
          Regime.FINITE,
          false,
          new Source("", "", ""),
          List.of());

  private static Variant named(String name) {
    return Ablations.all().stream()
        .filter(variant -> variant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyVariantButTheFirstChangesAProfileOrARun() {
    List<EngineProfile> shipped = Ablate.shipped();
    for (Variant variant : Ablations.all()) {
      boolean changes =
          shipped.stream().anyMatch(one -> !variant.engines().apply(one).equals(one))
              || !variant.runs().apply(RUN).equals(RUN)
              || variant.name().contains("time-out"); // of open loops
      assertThat(changes).as(variant.name()).isEqualTo(!variant.name().equals("as shipped"));
    }
  }

  @Test
  void settingsAreForgottenButNotWhatTheClientSends() {
    assertThat(named("engine settings unknown: defaults").runs().apply(RUN).setup().knobs())
        .containsOnlyKeys("api.random_prompts");
    assertThat(named("no waiting for a batch").runs().apply(RUN).setup().knobs())
        .hasSize(4)
        .doesNotContainKey("batching.batch_wait_timeout_iters");
    assertThat(named("ranks start prompts each by itself").runs().apply(RUN).setup().knobs())
        .hasSize(4)
        .doesNotContainKey("batching.attention_dp.enable_balance");
  }

  @Test
  void equalLengthsHaveTheSameMean() {
    // drawn from 0.8 to 1 of the nominal length, 0.9 on average
    assertThat(named("closed loops with equal lengths").runs().apply(RUN).load())
        .isEqualTo(new ClosedLoad(16, 160, 922, 900, false));
  }

  @Test
  void anEngineCanBorrowTheConstantsOfAnother() {
    List<EngineProfile> vllm = ExchangeEngines.profiles("vllm", "sglang");

    assertThat(vllm).allMatch(one -> one.name().equals("vllm"));
    assertThat(vllm).allMatch(one -> one.batching().policy().equals("vllm-v1"));
    assertThat(vllm).allMatch(one -> one.host().stepUs() == 2000); // sglang.yaml
  }
}
