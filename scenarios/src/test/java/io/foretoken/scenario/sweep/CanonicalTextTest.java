package io.foretoken.scenario.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTextTest {
  @Test
  void orderCommentsAndAnchorsDoNotMatter() {
    String first = "b: &x {d: 1, c: [2, 3]}\na: *x # why\n";
    String second = "a:\n  c:\n    - 2\n    - 3\n  d: 1\nb: {c: [2, 3], d: 1}\n";
    assertThat(text(first))
        .isEqualTo("{a: {c: [2, 3], d: 1}, b: {c: [2, 3], d: 1}}")
        .isEqualTo(text(second));
  }

  @Test
  void aQuotedNumberIsNotTheNumber() {
    assertThat(text("version: \"0.19\"")).isEqualTo("{version: \"0.19\"}");
    assertThat(text("version: 0.19")).isEqualTo("{version: 0.19}");
  }

  /** What was written comes back, whatever characters YAML has a meaning for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: \"x, y\"",
        "a: \"x: y # z\"",
        "a: 'it''s [1] {2} & *3 !4 %5 @6 `7'",
        "a: \"tab\\t line\\n quote\\\" back\\\\slash \\u2028 \\x7f\"",
        "a: 12/s",
        "a: '-'",
        "a: ~",
        "a:",
        "a: \"\"",
        "a: {}",
        "a: []",
        "a: |\n  two\n  lines\n",
        "a: plain text, with comma",
        "a: -5",
        "a: meta-llama/Llama-3.1-8B-Instruct",
        "\"k, e: y\": 1",
        "a: snow \u2603 and \ud83d\ude00",
        "a: true",
        "a: 'true'"
      })
  void readsBackAsTheSame(String yaml) {
    String once = text(yaml);
    assertThat(text(once)).isEqualTo(once);
    MapNode before = LocatedYaml.parseMap(yaml, "x");
    MapNode after = LocatedYaml.parseMap(once, "x");
    assertThat(after.keys()).isEqualTo(before.keys());
    before
        .entries()
        .forEach(
            entry ->
                assertThat(CanonicalText.readable(after.get(entry.key())))
                    .isEqualTo(CanonicalText.readable(entry.value())));
  }

  private static String text(String yaml) {
    return CanonicalText.of(LocatedYaml.parseMap(yaml, "x"));
  }
}
