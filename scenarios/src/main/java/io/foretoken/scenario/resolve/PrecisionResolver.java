package io.foretoken.scenario.resolve;

import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.spec.PrecisionSpec;
import io.foretoken.scenario.spec.ScenarioSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The number formats of weights and KV cache, as written or as the checkpoint ships. */
final class PrecisionResolver {
  private PrecisionResolver() {}

  /** Both formats; empty with problems added when one is unknown. */
  static Optional<Precision> resolve(ScenarioSpec spec, ModelEntry model, Problems problems) {
    Optional<Located<String>> written = spec.precision().flatMap(PrecisionSpec::weights);
    String weights = written.map(Located::value).orElse(model.shape().nativePrecision());
    Optional<WeightFormat> format = WeightFormat.of(weights);
    if (format.isEmpty()) {
      List<String> known = Arrays.stream(WeightFormat.values()).map(WeightFormat::id).toList();
      String question = NearestName.question(weights, known);
      problems.add(
          written.map(Located::origin).orElse(spec.model().origin()),
          "precision.weights",
          "\"" + weights + "\" is no format of weights",
          (question.isEmpty() ? "" : question + " ") + "known: " + String.join(", ", known));
    }
    Optional<Located<String>> cache = spec.precision().map(PrecisionSpec::kvCacheDtype);
    Optional<KvCacheFormat> kv = KvCacheFormat.of(cache.map(Located::value).orElse("auto"));
    if (kv.isEmpty()) {
      problems.add(
          cache.orElseThrow().origin(),
          "precision.kv_cache_dtype",
          "\"" + cache.get().value() + "\" is no format of the KV cache",
          "known: auto, bf16, fp16, fp8");
    }
    return format.isPresent() && kv.isPresent()
        ? Optional.of(new Precision(format.get(), kv.get()))
        : Optional.empty();
  }
}
