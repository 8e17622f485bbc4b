package io.foretoken.input.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedYamlTest {
  @TempDir Path folder;

  private static MapNode map(String text) {
    return LocatedYaml.parseMap(text, "a.yaml");
  }

  private static ScalarNode scalar(LocatedNode root, String path) {
    return (ScalarNode) NodePath.get(root, path).orElseThrow();
  }

  @Test
  void everyKeyAndValueKnowsItsPlace() {
    MapNode root =
        map(
            """
            name: chat
            fleet:
              - pool: main
                engine: {name: vllm, "version": "0.19"}
            """);
    assertThat(root.keys()).containsExactly("name", "fleet");
    assertThat(root.keyOrigin("fleet")).hasToString("a.yaml:2:1");
    assertThat(root.get("name").origin()).hasToString("a.yaml:1:7");
    assertThat(root.get("fleet").origin()).hasToString("a.yaml:3:3");
    assertThat(scalar(root, "fleet.main.engine.version").origin()).hasToString("a.yaml:4:37");
  }

  @Test
  void scalarsStayTextAndKnowTheirQuotes() {
    MapNode root =
        map("{a: 0.10, b: \"0.10\", c: 010, d: yes, e: 'x', f: , g: ~, h: null, i: 1_000}");
    assertThat(scalar(root, "a"))
        .extracting(ScalarNode::text, ScalarNode::quoted)
        .containsExactly("0.10", false);
    assertThat(scalar(root, "b"))
        .extracting(ScalarNode::text, ScalarNode::quoted)
        .containsExactly("0.10", true);
    assertThat(scalar(root, "c").text()).isEqualTo("010");
    assertThat(scalar(root, "d").text()).isEqualTo("yes");
    assertThat(scalar(root, "e").quoted()).isTrue();
    assertThat(root.get("f").isNull()).isTrue();
    assertThat(root.get("g").isNull()).isTrue();
    assertThat(root.get("h").isNull()).isTrue();
    assertThat(scalar(root, "i").text()).isEqualTo("1_000");
  }

  @Test
  void quotedNullIsAText() {
    assertThat(map("a: 'null'").get("a").isNull()).isFalse();
  }

  @Test
  void anAliasStandsForItsAnchorAndPointsAtIt() {
    MapNode root = map("a: &x {n: 1}\nb: *x\n");
    assertThat(scalar(root, "b.n").text()).isEqualTo("1");
    assertThat(root.get("b").origin()).hasToString("a.yaml:1:4");
    assertThat(root.keyOrigin("b")).hasToString("a.yaml:2:1");
  }

  @Test
  void aMergeKeyFillsInWhatTheMapDoesNotSay() {
    MapNode root =
        map(
            """
            base: &base {tensor: 1, data: 2}
            other: &other {data: 3, expert: 4}
            one: {<<: *base, tensor: 8}
            many: {<<: [*base, *other]}
            """);
    // The map's own keys win, then the maps in the order in which they are merged.
    assertThat(scalar(root, "one.tensor").text()).isEqualTo("8");
    assertThat(scalar(root, "one.data").text()).isEqualTo("2");
    assertThat(scalar(root, "many.data").text()).isEqualTo("2");
    assertThat(scalar(root, "many.expert").text()).isEqualTo("4");
    assertThat(((MapNode) root.get("many")).keys()).containsExactly("tensor", "data", "expert");
  }

  @Test
  void aQuotedMergeKeyIsAnOrdinaryKey() {
    assertThat(((MapNode) map("a: {\"<<\": 1}").get("a")).keys()).containsExactly("<<");
  }

  @Test
  void anAnchorWrittenAgainStandsForTheLaterValue() {
    MapNode root = map("a: &x 1\nb: *x\nc: &x 2\nd: *x\n");
    assertThat(scalar(root, "b").text()).isEqualTo("1");
    assertThat(scalar(root, "d").text()).isEqualTo("2");
  }

  @Test
  void aValueOfAnArgumentHasTheArgumentAsItsOrigin() {
    Origin argument = Origin.argument("--set a=[1, {b: 2}]");
    LocatedNode node = LocatedYaml.parseValue("[1, {b: 2}]", argument);
    assertThat(scalar(node, "1.b").origin()).isEqualTo(argument);
    assertThat(LocatedYaml.parseValue("", argument).isNull()).isTrue();
    assertThatThrownBy(() -> LocatedYaml.parseValue("[1", argument))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("--set a=[1, {b: 2}]: ");
  }

  // words are not handed to the parser, and mean what it says of them; the others are handed over
  @ParameterizedTest
  @ValueSource(
      strings = {
        "12/s",
        "llama-3.1-8b",
        "50%",
        "true",
        "null",
        "0x10",
        "1e+5",
        "a_b",
        "5",
        "1..10",
        "-5",
        "~",
        "a ",
        " a",
        "a # b",
        "a: b",
        "a:",
        "'a b'",
        "\"5\"",
        "[1, 2]",
        "{a: 1}",
        ".5",
        "8..256*2",
        "a b",
        "<<",
        "/a",
        "+1"
      })
  void aValueOfAnArgumentIsWhatTheParserSays(String text) {
    Origin argument = Origin.argument("--set a=" + text);

    assertThat(value(() -> LocatedYaml.parseValue(text, argument)))
        .isEqualTo(value(() -> new YamlComposer(text, Place.always(argument)).document()));
  }

  /** A value, or the message of why there is none. */
  private static Object value(Supplier<LocatedNode> read) {
    try {
      LocatedNode node = read.get();
      return node == null ? "nothing" : node;
    } catch (BadInputException e) {
      return e.getMessage();
    }
  }

  @Test
  void readsAFileUnderTheNameItWasGiven() throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), "\uFEFFa: 1\r\nb: 2\r\n");
    MapNode root = LocatedYaml.readMap(file);
    assertThat(root.keyOrigin("b")).isEqualTo(Origin.at(file.toString(), 2, 1));
    assertThat(root.keyOrigin("a")).isEqualTo(Origin.at(file.toString(), 1, 1));
    assertThat(scalar(root, "b").text()).isEqualTo("2");
  }
}
