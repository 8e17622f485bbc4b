package io.foretoken.validation.measured;

import io.foretoken.hardware.catalog.Catalog;
import java.util.Map;

/** From the precision that benchmarks name to the format of a checkpoint's weights. */
final class WeightFormats {
  /** What a family is taken for when the model's own checkpoint is of another one. */
  private static final Map<String, String> USUAL = Map.of("fp4", "nvfp4");

  private static final Map<String, String> FAMILY =
      Map.of("fp8_block", "fp8", "nvfp4", "fp4", "mxfp4", "fp4");

  private WeightFormats() {}

  /** The model's own format if it is of the family named, else the usual format of that family. */
  static String of(Catalog catalog, String model, String precision) {
    String own = catalog.findModel(model).map(e -> e.shape().nativePrecision()).orElse("");
    return FAMILY.getOrDefault(own, own).equals(precision)
        ? own
        : USUAL.getOrDefault(precision, precision);
  }
}
