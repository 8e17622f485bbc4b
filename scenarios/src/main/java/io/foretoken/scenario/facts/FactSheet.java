package io.foretoken.scenario.facts;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.BatchingDefaults;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.model.ParameterCount;
import io.foretoken.hardware.operator.CoefficientFiles;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.OperatorCoefficients;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.hardware.price.Price;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.hardware.step.ShardedModel;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.sim.batch.BatchPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that is known about one thing.
 *
 * @param facts in the order in which to print them
 * @param prices of a GPU, the one that scenarios take by default first; empty for other things
 */
public record FactSheet(List<Fact> facts, List<Price> prices) {
  private static final double GIB = 1L << 30;

  /** The datasheet of a GPU, where its step times come from, and what it costs. */
  public static FactSheet ofGpu(Catalog catalog, GpuEntry gpu) {
    List<Fact> facts = new ArrayList<>(RecordFacts.of(gpu, "spec"));
    OperatorCoefficients coefficients = CoefficientFiles.forGpu(gpu.spec());
    facts.add(new Fact("step_times", lower(coefficients.provenance())));
    facts.add(new Fact("step_times_source", coefficients.source()));
    List<String> weightOnly = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<String> computed = new ArrayList<>();
    for (WeightFormat format : WeightFormat.values()) {
      boolean isRefused = format.refusal(gpu.spec()).isPresent();
      List<String> kind = isRefused ? refused : format.isNative(gpu.spec()) ? computed : weightOnly;
      kind.add(format.id());
    }
    facts.add(new Fact("weight_formats", computed));
    addUnlessEmpty(facts, "weight_formats_unpacked_to_16_bit", weightOnly);
    addUnlessEmpty(facts, "weight_formats_refused", refused);
    return new FactSheet(List.copyOf(facts), prices(catalog, gpu.id()));
  }

  /** The dimensions of a model and what follows from them. */
  public static FactSheet ofModel(ModelEntry model) {
    List<Fact> facts = new ArrayList<>(RecordFacts.of(model, "shape"));
    ParameterCount count = ParameterCount.of(model.shape());
    facts.add(new Fact("parameters_total", count.total()));
    facts.add(new Fact("parameters_active", count.active()));
    ShardedModel whole = new ShardedModel(model.shape(), Parallelism.NONE);
    WeightFormat.of(model.shape().nativePrecision())
        .map(format -> whole.weightBytes(new Precision(format, KvCacheFormat.BF16)) / GIB)
        .ifPresent(gib -> facts.add(new Fact("weights_gib", Math.round(gib * 100) / 100.0)));
    int layers = model.shape().layerKinds().full() + model.shape().layerKinds().window();
    facts.add(
        new Fact(
            "kv_cache_bytes_per_token_bf16",
            (long) whole.cachedElementsPerLayer() * layers * KvCacheFormat.BF16.bytesPerElement()));
    addUnlessEmpty(facts, "not_modelled", model.shape().notModelled());
    return new FactSheet(List.copyOf(facts), List.of());
  }

  /**
   * The profile of an engine, with the engine's own names for its knobs.
   *
   * @param version of which the profile stands for some; the newest by default
   * @throws io.foretoken.hardware.engine.UnknownEngineException if there is no such profile
   */
  public static FactSheet ofEngine(String name, Optional<String> version) {
    EngineProfile profile =
        version.isPresent()
            ? EngineProfiles.find(name, version.get())
            : EngineProfiles.newest(name);
    List<Fact> facts = new ArrayList<>(RecordFacts.of(profile));
    facts.add(
        new Fact(
            "known_versions",
            EngineProfiles.of(name).stream().map(EngineProfile::describeVersions).toList()));
    for (EngineKnob knob : EngineKnob.values()) {
      facts.add(new Fact("knob." + lower(knob), knob.key(profile.name())));
    }
    BatchingDefaults batching = profile.batching();
    boolean modelled = BatchPolicies.names().contains(batching.policy());
    facts.add(new Fact("policy_is_modelled", modelled));
    return new FactSheet(List.copyOf(facts), List.of());
  }

  private static List<Price> prices(Catalog catalog, String gpu) {
    List<Price> prices = new ArrayList<>();
    catalog.price(gpu, Optional.empty(), Optional.empty()).ifPresent(prices::add);
    catalog.prices().stream()
        .filter(price -> price.gpu().equals(gpu) && !prices.contains(price))
        .forEach(prices::add);
    return List.copyOf(prices);
  }

  private static void addUnlessEmpty(List<Fact> facts, String key, List<String> values) {
    if (!values.isEmpty()) {
      facts.add(new Fact(key, List.copyOf(values)));
    }
  }

  private static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
