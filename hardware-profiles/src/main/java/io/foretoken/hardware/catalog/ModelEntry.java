package io.foretoken.hardware.catalog;

import io.foretoken.hardware.model.ModelShape;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A model as the catalogue lists it.
 *
 * @param shape the dimensions that the simulation uses
 * @param aliases other spellings that find this entry
 * @param checkpoints names of checkpoints of the same shape in another number format, to that
 *     format
 * @param truncatedSampling whether its {@code generation_config.json} has {@code top_k} or {@code
 *     top_p}, which engines take for requests that name no sampling
 * @param publishedTotalBillions parameters as the vendor states them, 10^9
 * @param publishedActiveBillions parameters per token as the vendor states them, 10^9
 * @param confidence "high", "medium" or "low"
 * @param asOf when the figures were collected, YYYY-MM or YYYY-MM-DD; "unknown" for a config.json
 * @param source where the figures stand
 * @param notes what to know about them; may be empty
 */
public record ModelEntry(
    ModelShape shape,
    List<String> aliases,
    Map<String, String> checkpoints,
    boolean truncatedSampling,
    OptionalDouble publishedTotalBillions,
    OptionalDouble publishedActiveBillions,
    String confidence,
    String asOf,
    String source,
    String notes) {

  /** The catalogue's id. */
  public String id() {
    return shape.id();
  }

  /** An entry for the shape read from a {@code config.json}; its path is the source. */
  static ModelEntry ofConfig(ModelShape shape, String path) {
    return new ModelEntry(
        shape,
        List.of(),
        Map.of(),
        false,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        "high",
        "unknown",
        path,
        "");
  }

  /** The same entry with its weights in another format. */
  ModelEntry withPrecision(String precision) {
    return new ModelEntry(
        shape.withPrecision(precision, "all"),
        aliases,
        checkpoints,
        truncatedSampling,
        publishedTotalBillions,
        publishedActiveBillions,
        confidence,
        asOf,
        source,
        notes);
  }
}
