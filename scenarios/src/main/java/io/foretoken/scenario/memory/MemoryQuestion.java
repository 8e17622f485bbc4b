package io.foretoken.scenario.memory;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.hardware.memory.MemoryPlan;
import io.foretoken.hardware.memory.MemoryRequest;
import io.foretoken.hardware.memory.MemoryRule;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.hardware.step.Divisions;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.hardware.step.Refusal;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.scenario.resolve.ModelReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether, and how, a model fits on a GPU; everything as the user wrote it.
 *
 * @param tensor tensor parallelism
 * @param weights format of the weights, the checkpoint's own by default
 * @param kvCache format of the KV cache
 * @param fraction the engine's share of the memory, its default otherwise
 */
public record MemoryQuestion(
    String model,
    String gpu,
    String tensor,
    String engine,
    Optional<String> weights,
    String kvCache,
    Optional<String> fraction) {

  /**
   * Answers it.
   *
   * @param origin where the question was asked, for messages
   * @throws BadInputException with everything that is wrong with it
   */
  public MemoryAnswer answer(Catalog catalog, Origin origin) {
    Problems problems = new Problems();
    Optional<ModelEntry> foundModel =
        ModelReference.find(
            catalog, new Located<>(model, origin), "--model", Path.of(""), problems);
    Optional<GpuEntry> foundGpu = catalog.findGpu(gpu);
    if (foundGpu.isEmpty()) {
      problems.add(catalog.unknownGpu(gpu, origin, "--gpu"));
    }
    Optional<EngineProfile> profile = profile(origin, problems);
    int tensorSize = wholeNumber(origin, problems);
    Optional<WeightFormat> format =
        foundModel.flatMap(
            entry -> WeightFormat.of(weights.orElse(entry.shape().nativePrecision())));
    if (foundModel.isPresent() && format.isEmpty()) {
      problems.add(
          origin,
          "--weights",
          "\"" + weights.orElse("") + "\" is no format of weights",
          "known: " + formats());
    }
    Optional<KvCacheFormat> cache = KvCacheFormat.of(kvCache);
    if (cache.isEmpty()) {
      problems.add(
          origin,
          "--kv-cache-dtype",
          "\"" + kvCache + "\" is no format of the KV cache",
          "auto, bf16, fp16, fp8");
    }
    double share = share(profile, origin, problems);
    problems.throwIfAny();
    Precision precision = new Precision(format.orElseThrow(), cache.orElseThrow());
    MemoryRequest request =
        request(foundModel.get(), precision, tensorSize, foundGpu.get(), profile.get(), share);
    for (Refusal refusal :
        Divisions.refusals(request.model(), request.parallelism(), request.gpu())) {
      problems.add(origin, "--tp", refusal.message(), refusal.hint());
    }
    problems.throwIfAny();
    MemoryPlan plan = MemoryRule.plan(request);
    SmallestTensor smallest =
        SmallestTensor.find(
            request.model(),
            request.gpu(),
            candidate ->
                request(
                    foundModel.get(), precision, candidate, foundGpu.get(), profile.get(), share));
    return new MemoryAnswer(
        foundModel.get().id(),
        precision.weights().id(),
        foundGpu.get().id(),
        profile.get().name() + " " + profile.get().version(),
        plan,
        smallest.tensor(),
        smallest.largestTried());
  }

  private static String formats() {
    return Arrays.stream(WeightFormat.values())
        .map(WeightFormat::id)
        .collect(Collectors.joining(", "));
  }

  private static MemoryRequest request(
      ModelEntry model,
      Precision precision,
      int tensor,
      GpuEntry gpu,
      EngineProfile profile,
      double share) {
    return new MemoryRequest(
        model.shape(),
        precision,
        Parallelism.tensor(tensor),
        gpu.spec(),
        profile,
        share,
        profile.batching().limitsFor(gpu.spec()).maxNumBatchedTokens(),
        profile.batching().limitsFor(gpu.spec()).maxNumSeqs(),
        profile.batching().blockSize(),
        0);
  }

  private Optional<EngineProfile> profile(Origin origin, Problems problems) {
    try {
      return Optional.of(EngineProfiles.newest(engine));
    } catch (UnknownEngineException e) {
      problems.add(origin, "--engine", e.getMessage(), e.hint());
      return Optional.empty();
    }
  }

  private int wholeNumber(Origin origin, Problems problems) {
    if (tensor.matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(tensor);
    }
    problems.add(origin, "--tp", "found \"" + tensor + "\"", "write a whole number, such as 4");
    return 1;
  }

  private double share(Optional<EngineProfile> profile, Origin origin, Problems problems) {
    double share = profile.map(known -> known.memory().fraction()).orElse(1.0);
    if (fraction.isPresent()) {
      try {
        share = Double.parseDouble(fraction.get());
      } catch (NumberFormatException e) {
        share = Double.NaN;
      }
      if (!(share > 0 && share <= 1)) {
        problems.add(
            origin,
            "--memory-fraction",
            "found \"" + fraction.get() + "\"",
            "write a share above 0 and at most 1, such as 0.9");
      }
    }
    return share;
  }
}
