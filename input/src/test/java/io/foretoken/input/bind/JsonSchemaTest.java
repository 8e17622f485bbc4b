package io.foretoken.input.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {
  private static final ObjectNode SCHEMA = JsonSchema.of(Fixture.Scenario.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode definition(String name) {
    return SCHEMA.at("/$defs/" + name);
  }

  private static JsonNode json(String text) throws Exception {
    return JSON.readTree(text.replace('\'', '"'));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void theRootRefersToItsDefinition() {
    assertThat(SCHEMA.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(SCHEMA.path("$ref").asText()).isEqualTo("#/$defs/Scenario");
    assertThat(definition("Scenario").path("description").asText())
        .isEqualTo("A deployment and its load.");
  }

  @Test
  void keysThatHaveNoDefaultAreRequiredAndOthersRefused() {
    assertThat(texts(definition("Scenario").path("required")))
        .containsExactly("name", "fleet", "workload", "sweep");
    assertThat(definition("Scenario").path("additionalProperties").asBoolean(true)).isFalse();
    assertThat(definition("Slo").path("additionalProperties").asBoolean()).isTrue();
    assertThat(definition("Slo").at("/properties/others").isMissingNode()).isTrue();
  }

  @Test
  void numbersHaveTheirRangeAndDefault() {
    assertThat(definition("Pool").at("/properties/replicas").toString())
        .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":4096,\"default\":1}");
    assertThat(definition("Engine").at("/properties/gpu_memory_utilization").toString())
        .isEqualTo("{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":1,\"default\":0.9}");
  }

  @Test
  void quantitiesHaveAPattern() {
    JsonNode rtt = definition("Client").at("/properties/rtt");
    assertThat(rtt.path("type").asText()).isEqualTo("string");
    assertThat("500ms").matches(rtt.path("pattern").asText());
    assertThat("500").doesNotMatch(rtt.path("pattern").asText());
    assertThat(rtt.path("default").asText()).isEqualTo("0ms");
  }

  @Test
  void optionalNumbersMayBeNoneOrNull() throws Exception {
    assertThat(definition("Client").at("/properties/max_in_flight"))
        .isEqualTo(json("{'anyOf':[{'type':'integer'},{'const':'none'},{'type':'null'}]}"));
  }

  @Test
  void enumsListEverySpelling() {
    assertThat(texts(definition("Pool").at("/properties/role/enum")))
        .containsExactly("aggregated", "prefill", "decode", "generation");
  }

  @Test
  void variantsAreChosenByTheirDiscriminator() throws Exception {
    JsonNode routing = definition("Routing").path("oneOf");
    // Three maps, then the names that need no options; "weighted" needs its weights.
    assertThat(routing).hasSize(4);
    assertThat(routing.get(1).at("/properties/policy"))
        .isEqualTo(json("{'enum':['least-outstanding','least-loaded']}"));
    assertThat(texts(routing.get(2).path("required"))).containsExactly("policy", "weights");
    assertThat(texts(routing.get(3).path("enum")))
        .containsExactly("round-robin", "least-outstanding", "least-loaded");
  }

  @Test
  void shorthandsAreAccepted() {
    JsonNode length = definition("Length").path("oneOf");
    assertThat(length).hasSize(5);
    assertThat(length.get(3).path("type").asText()).isEqualTo("integer");
    assertThat(length.get(4).path("type").asText()).isEqualTo("string");
    assertThat(texts(length.get(1).path("required"))).containsExactly("mean", "p99");
    assertThat(definition("Target").path("oneOf").get(1).path("type").asText()).isEqualTo("string");
  }

  @Test
  void recursiveRecordsReferToThemselves() {
    JsonNode tree = JsonSchema.of(Fixture.Tree.class).at("/$defs/Tree");
    assertThat(tree.at("/properties/children/items/$ref").asText()).isEqualTo("#/$defs/Tree");
    assertThat(tree.at("/properties/children/default")).isEmpty();
  }

  @Test
  void cataloguesOfferTheirNames() {
    ObjectNode schema =
        JsonSchema.of(Fixture.Scenario.class, Map.of("gpu", List.of("h100-sxm-80gb", "a100")));
    assertThat(texts(schema.at("/$defs/Pool/properties/gpu/examples")))
        .containsExactly("h100-sxm-80gb", "a100");
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(JsonSchema.of(Fixture.Scenario.class)).hasToString(SCHEMA.toString());
  }
}
