package io.foretoken.validation.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.model.ModelShape;
import io.foretoken.input.json.JsonCursor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shapes that the kit measures are those of the catalogue. */
class KitModelsTest {
  private static final Path MODELS = Path.of("measure/models.json");

  @Test
  void exportedShapesAreTheCatalogues() {
    Map<String, Map<String, String>> models = read();
    assertThat(models).hasSizeGreaterThanOrEqualTo(8);
    models.forEach(
        (name, facts) -> {
          ModelShape shape = Catalog.shipped().findModel(name).orElseThrow().shape();
          assertThat(facts)
              .as(name)
              .containsEntry("layers", "" + shape.layers())
              .containsEntry("hidden", "" + shape.hidden())
              .containsEntry("vocab", "" + shape.vocab())
              .containsEntry("attention.heads", "" + shape.attention().heads())
              .containsEntry("attention.kv_heads", "" + shape.attention().kvHeads())
              .containsEntry("attention.head_dim", "" + shape.attention().headDim())
              .containsEntry("dense.intermediate", "" + shape.dense().intermediate());
        });
  }

  private static Map<String, Map<String, String>> read() {
    Map<String, Map<String, String>> models = new LinkedHashMap<>();
    try (JsonCursor json = JsonCursor.open(MODELS, 1_000_000)) {
      json.nextRoot();
      json.list(
          () -> {
            Map<String, String> facts = new LinkedHashMap<>();
            json.object(key -> facts.put(key, json.text()));
            models.put(facts.get("id"), facts);
          });
      json.problems().throwIfAny();
    }
    return models;
  }
}
