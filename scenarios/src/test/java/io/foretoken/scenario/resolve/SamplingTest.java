package io.foretoken.scenario.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.step.CompiledStepTime;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.yaml.LocatedYaml;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Top-k and top-p: what requests say, else what the model's generation_config.json says. */
class SamplingTest {
  private static boolean truncates(String model, String engine) {
    String yaml =
        "model: "
            + model
            + "\nfleet: [{pool: main, gpu: h200, engine: {"
            + engine
            + "}}]\nworkload: {arrivals: 5/s, input_tokens: 100, output_tokens: 20}\n"
            + "stop: {requests: 200}\n";
    ScenarioTree tree = new ScenarioTree(LocatedYaml.parseMap(yaml, "s.yaml"), Path.of("."), "s");
    CompiledStepTime steps =
        (CompiledStepTime)
            new ScenarioResolver(Catalog.shipped()).resolve(tree, false).deployment().stepTime();
    return steps.plan().engine().device().truncates();
  }

  @ParameterizedTest
  @CsvSource({
    "llama-3.1-8b, model, true",
    "codellama-34b, model, false",
    "llama-3.1-8b, plain, false",
    "codellama-34b, truncated, true"
  })
  void requestsSampleAsTheySayOrAsTheModelDoes(String model, String said, boolean truncates) {
    assertThat(truncates(model, "api: {sampling: " + said + "}")).isEqualTo(truncates);
  }

  @Test
  void theModelDecidesWhereNothingIsSaid() {
    assertThat(truncates("llama-3.1-8b", "name: vllm")).isTrue();
    assertThat(truncates("mixtral-8x7b", "name: vllm")).isFalse();
  }

  @Test
  void otherWordsAreRefused() {
    assertThatThrownBy(() -> truncates("llama-3.1-8b", "api: {sampling: nucleus}"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("truncated");
  }
}
