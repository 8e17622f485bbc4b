package io.foretoken.scenario.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.ScalarNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a: b",
        "a #b",
        "#a",
        "{a}",
        "[a]",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "'a'",
        "\"a\"",
        "a\\b",
        "a\nb",
        "a\tb",
        "-",
        "- a",
        "?",
        "? a",
        ":",
        "a:",
        "~",
        "null",
        "true",
        "No",
        "0.10",
        "1e5",
        "0x1f",
        "1_000",
        "12/s",
        "meta-llama/Llama-3.1-8B",
        "./my/config.json",
        "\u0007",
        "\u00e4\u6f22",
        "<<",
        "=",
        "--x",
        "2026-08-01",
        "a,b",
        "80%",
      })
  void everyTextIsReadBackAsItself(String text) {
    for (String written : List.of(YamlText.text(text), YamlText.flow(List.of(text)))) {
      Object read = LocatedYaml.parseValue(written, Origin.argument("test"));
      assertThat(read.toString()).contains(read instanceof ScalarNode s ? s.text() : text);
      if (read instanceof ScalarNode scalar) {
        assertThat(scalar.text()).isEqualTo(text);
        assertThat(scalar.isNull()).isFalse();
      }
    }
  }

  @Test
  void mapsStandInBlocksAndListsOfMapsOneALine() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("rate", "5/s");
    inner.put("shape", new BigDecimal("0.50"));
    inner.put("points", List.of(Map.of("p", 1), Map.of("p", 2)));
    inner.put("names", List.of("a", "b c"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("workload", inner);
    map.put("on", true);
    assertThat(YamlText.block(map))
        .isEqualTo(
            """
            workload:
              rate: 5/s
              shape: 0.50
              points:
                - {p: 1}
                - {p: 2}
              names: [a, "b c"]
            "on": true
            """);
  }
}
