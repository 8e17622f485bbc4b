package io.foretoken.scenario.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.scenario.resolve.ScenarioTree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSourceTest {
  @Test
  void setsAreInItAndTypesStay() {
    MapNode root =
        LocatedYaml.parseMap(
            "name: 'a: b # c'\nfleet:\n- {pool: main, gpu: h100, engine: {name: vllm, version: \"0.19\"}}\n",
            "test");
    ScenarioTree tree =
        new ScenarioTree(root, Path.of(""), "x")
            .setAll(List.of("fleet.main.replicas=2", "stop.duration=10s"));
    assertThat(ScenarioSource.of(tree.root()))
        .isEqualTo(
            """
            name: "a: b # c"
            fleet:
              - pool: main
                gpu: h100
                engine: {name: vllm, version: "0.19"}
                replicas: 2
            stop: {duration: 10s}
            """);
  }

  /** What is written reads as the same text again, whatever the shipped scenario. */
  @ParameterizedTest
  @ValueSource(strings = {"quickstart", "two-tenants", "azure-conversation", "deepseek-v3-h200"})
  void readAndWrittenAgainItIsTheSame(String name) {
    String once = ScenarioSource.of(LocatedYaml.readMap(Path.of(name + ".yaml")));
    assertThat(ScenarioSource.of(LocatedYaml.parseMap(once, "again"))).isEqualTo(once);
  }
}
