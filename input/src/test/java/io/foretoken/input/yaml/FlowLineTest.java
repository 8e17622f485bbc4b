package io.foretoken.input.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.problem.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowLineTest {
  private static final Place PLACE = Place.inFile("point");

  // equal nodes have equal texts, quotes and origins (line and column of every key and value)
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{a: 1}",
        "{a: {}, b: [], c: ~}",
        "{load: full, replications: [1, 1, 0.0], warmup_ns: 0, catalogs: [], scenario: {seed: 1}}",
        "{arrivals: {process: poisson, rate: 12/s}, version: \"0.19\", text: \"a: {b}, [c] # d\"}",
        "{model: meta-llama/Llama-3.1-8B-Instruct, from: 8..256*2, name: two words here}",
        "{\"quoted key\": x, a: -5, b: -0.5e3, c: .5, d: ./file.csv, e: +1, f: null, g: \"\"}",
        "{a: [[1, 2], [{b: [c]}]], d: 50%, e: a~b, f: x=y, g: f(x), h: user@host}"
      })
  void meansWhatYamlMeans(String text) {
    LocatedNode read = FlowLine.read(text, PLACE);

    assertThat(read).isNotNull().isEqualTo(new YamlComposer(text, PLACE).document());
  }

  // each of these means something else in YAML than its letters, is no YAML, or may be either
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: 1",
        "[1, 2]",
        "{a: 1} ",
        "{a: 1}\n",
        "{a: 1",
        "{a: 1, a: 2}",
        "{a: 1,b: 2}",
        "{a: 1,  b: 2}",
        "{a: 1, }",
        "{a:  1}",
        "{a:1}",
        "{a: 1 }",
        "{a: }",
        "{a}",
        "{~: 1}",
        "{a: -}",
        "{a: - b}",
        "{a: -x}",
        "{a: *b}",
        "{a: &b c}",
        "{a: @b}",
        "{a: %b}",
        "{a: =}",
        "{<<: {b: 1}}",
        "{a: b: c}",
        "{a: b:c}",
        "{a: b #c}",
        "{a: 'b'}",
        "{a: \"b\\\"c\"}",
        "{a: \"b}",
        "{a: \"b\"c}",
        "{a: !b c}",
        "{a: |b}",
        "{a: \u00e9}",
        "{a: \"\u00e9\"}",
        "{a: [1, 2}",
        "{a: [1 2, ]}",
        "{? a: b}"
      })
  void leavesTheRestToTheParser(String text) {
    assertThat(FlowLine.read(text, PLACE)).isNull();
  }

  // 33 maps in each other: the parser says at which depth it is too deep
  @Test
  void leavesDeepNestingToTheParser() {
    assertThat(FlowLine.read("{a: ".repeat(32) + "1" + "}".repeat(32), PLACE)).isNotNull();
    assertThat(FlowLine.read("{a: ".repeat(33) + "1" + "}".repeat(33), PLACE)).isNull();
  }

  @Test
  void parseGivesPositionsOnTheLine() {
    MapNode map = LocatedYaml.parseMap("{a: [b, c]}", "task");

    assertThat(map.keyOrigin("a")).isEqualTo(Origin.at("task", 1, 2));
    assertThat(((ListNode) map.get("a")).items().get(1).origin())
        .isEqualTo(Origin.at("task", 1, 9));
  }
}
