package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/** Writes the JSON Schema (draft 2020-12) of a record from the declarations the binder reads. */
public final class JsonSchema {
  private JsonSchema() {}

  /**
   * The schema of a record or of a sealed interface with {@link Variants}.
   *
   * @throws IllegalArgumentException if a declaration is wrong
   */
  public static ObjectNode of(Class<?> type) {
    return of(type, Map.of());
  }

  /**
   * The schema with the names that are known now, for editors to offer.
   *
   * @param catalogues names by the kind given in {@link NameOf}, in the order in which to offer
   *     them
   * @throws IllegalArgumentException if a declaration is wrong
   */
  public static ObjectNode of(Class<?> type, Map<String, ? extends Collection<String>> catalogues) {
    Definitions definitions = new Definitions(catalogues);
    ObjectNode root =
        definitions.object().put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.setAll(Shapes.ofClass(type).schema(definitions));
    root.set("$defs", definitions.all());
    return root;
  }
}
