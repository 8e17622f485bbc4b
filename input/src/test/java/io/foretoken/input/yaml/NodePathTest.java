package io.foretoken.input.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodePathTest {
  private static final MapNode ROOT =
      LocatedYaml.parseMap(
          """
          fleet:
            - pool: main
              engine: {name: vllm}
            - pool: spare
              replicas: 1
          routing: least-outstanding
          client:
          prices: {h100.x: 3}
          """,
          "a.yaml");

  private static String text(LocatedNode root, String path) {
    return ((ScalarNode) NodePath.get(root, path).orElseThrow()).text();
  }

  private static MapNode set(String path, String value) {
    return NodePath.with(ROOT, path, value, Origin.argument("--set " + path + "=" + value));
  }

  @Test
  void getsByKeyIndexAndPoolName() {
    assertThat(text(ROOT, "fleet.main.engine.name")).isEqualTo("vllm");
    assertThat(text(ROOT, "fleet.1.replicas")).isEqualTo("1");
    assertThat(text(ROOT, "prices.\"h100.x\"")).isEqualTo("3");
    assertThat(NodePath.get(ROOT, "fleet.other")).isEmpty();
    assertThat(NodePath.get(ROOT, "routing.policy")).isEmpty();
    assertThat(NodePath.get(ROOT, "fleet.7")).isEmpty();
  }

  @Test
  void setsAndMakesTheMapsThatAreMissing() {
    MapNode changed = set("fleet.main.engine.batching.max_num_seqs", "64");
    assertThat(text(changed, "fleet.main.engine.batching.max_num_seqs")).isEqualTo("64");
    assertThat(text(changed, "fleet.main.engine.name")).isEqualTo("vllm");
    assertThat(
            NodePath.get(changed, "fleet.main.engine.batching.max_num_seqs").orElseThrow().origin())
        .hasToString("--set fleet.main.engine.batching.max_num_seqs=64");
    assertThat(text(set("client.rtt", "5ms"), "client.rtt")).isEqualTo("5ms");
    assertThat(text(set("prices.\"h100.x\"", "4"), "prices.\"h100.x\"")).isEqualTo("4");
  }

  @Test
  void leavesTheOldTreeAndSharesWhatIsNotOnThePath() {
    MapNode changed = set("fleet.spare.replicas", "9");
    assertThat(text(ROOT, "fleet.spare.replicas")).isEqualTo("1");
    assertThat(text(changed, "fleet.spare.replicas")).isEqualTo("9");
    assertThat(changed.get("prices")).isSameAs(ROOT.get("prices"));
    assertThat(NodePath.get(changed, "fleet.main").orElseThrow())
        .isSameAs(NodePath.get(ROOT, "fleet.main").orElseThrow());
    assertThat(changed.keys()).containsExactlyElementsOf(ROOT.keys());
  }

  @Test
  void aKeyKeepsItsPlaceAndAValueTakesTheArguments() {
    MapNode changed = set("routing", "{policy: round-robin}");
    assertThat(changed.keyOrigin("routing")).hasToString("a.yaml:6:1");
    assertThat(changed.get("routing").origin().hasPosition()).isFalse();
    assertThat(text(changed, "routing.policy")).isEqualTo("round-robin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fleet.mian.replicas | fleet has no element \"mian\"    | did you mean \"main\"? elements: main, spare",
        "fleet.2.replicas    | fleet has no element \"2\"       | elements: main, spare",
        "routing.policy      | routing is \"least-outstanding\", which has no keys | write it as a map at a.yaml:6:10",
        "fleet.main.engine.name.x | fleet.main.engine.name is \"vllm\" | write it as a map",
        "fleet..x            | has an empty step                | write keys with dots",
        ".fleet              | has an empty step                | write keys with dots",
        "prices.\"h100       | has a quote that is not closed   | write keys with dots"
      })
  void pathsThatLeadNowhereSaySo(String path, String message, String hint) {
    assertThatThrownBy(() -> set(path, "1"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("--set " + path + "=1: ")
        .hasMessageContaining(message)
        .hasMessageContaining(hint);
  }

  @Test
  void elementsCanBeAddressedByOtherKeys() {
    MapNode root =
        LocatedYaml.parseMap("classes: [{class: chat, n: 1}, {class: batch, n: 2}]", "a");
    NodePath path =
        NodePath.parse("classes.batch.n", List.of("pool", "class"), Origin.argument("x"));
    assertThat(path.find(root)).map(n -> ((ScalarNode) n).text()).contains("2");
  }

  @Test
  void aNodeBehindAnAliasChangesAtOnePlaceOnly() {
    MapNode root = LocatedYaml.parseMap("a: &x {n: 1}\nb: *x\n", "a.yaml");
    MapNode changed = NodePath.with(root, "b.n", "2", Origin.argument("--set b.n=2"));
    assertThat(text(changed, "a.n")).isEqualTo("1");
    assertThat(text(changed, "b.n")).isEqualTo("2");
  }
}
