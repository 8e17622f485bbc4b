package io.foretoken.scenario.serving;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.catalog.GpuEntry;
import io.foretoken.hardware.catalog.ModelEntry;
import io.foretoken.hardware.engine.BatchingDefaults;
import io.foretoken.hardware.engine.EngineProfile;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.hardware.memory.MemoryRequest;
import io.foretoken.hardware.model.HuggingFaceConfig;
import io.foretoken.hardware.operator.KvCacheFormat;
import io.foretoken.hardware.operator.Precision;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.hardware.step.Parallelism;
import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.scenario.memory.SmallestTensor;
import io.foretoken.scenario.resolve.EngineKnob;
import io.foretoken.scenario.resolve.ModelReference;
import io.foretoken.scenario.resolve.ScenarioResolver;
import io.foretoken.scenario.resolve.Setting;
import io.foretoken.scenario.text.YamlText;
import io.foretoken.sim.batch.BatchPolicies;
import io.foretoken.sim.batch.VllmV1Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a scenario that runs from a few options, or from a serving command. */
public final class ScenarioInit {
  private static final Origin DEFAULT = Origin.argument("init");
  private static final String ENGINE = ScenarioDraft.POOL + ".engine";
  private static final String PARALLELISM = ScenarioDraft.POOL + ".parallelism";
  private static final String WEIGHTS = "precision.weights";

  /** The cache must hold one sequence of so many tokens. */
  private static final int LONGEST_SEQUENCE = 8192;

  private final InitQuestion question;
  private final Catalog catalog;
  private final ScenarioDraft draft = new ScenarioDraft();
  private final List<IgnoredFlag> ignored = new ArrayList<>();

  private ScenarioInit(InitQuestion question) {
    this.question = question;
    this.catalog = Catalog.with(question.catalogs());
  }

  /**
   * Makes the scenario, and makes sure that it resolves.
   *
   * @throws BadInputException with everything that stands against it, where the user wrote it
   */
  public static InitAnswer answer(InitQuestion question) {
    return new ScenarioInit(question).answer();
  }

  private InitAnswer answer() {
    draft.put(new Setting("schema_version", "1", DEFAULT));
    if (!question.catalogs().isEmpty()) {
      draft.put(catalogs(ScenarioInit::absolute));
    }
    question.command().ifPresent(this::takeCommand);
    question.given().forEach(draft::put);
    requireModelAndGpu();
    Problems problems = new Problems();
    Optional<ModelEntry> model = model(problems);
    Optional<GpuEntry> gpu = gpu(problems);
    Optional<EngineProfile> profile = profile(problems);
    problems.throwIfAny();
    keepQuantisedCheckpoint(model.orElseThrow());
    divide(model.get(), gpu.orElseThrow(), profile.orElseThrow());
    writeKnobs(gpu.get(), profile.get());
    assumeWorkload();
    new ScenarioResolver(Catalog.shipped()).resolve(draft.tree(question.folder()), false);
    makePathsPortable();
    return new InitAnswer(draft.yaml(header()), List.copyOf(ignored));
  }

  private void takeCommand(ServingCommand command) {
    command.model().ifPresent(m -> draft.put(model(m.value(), m.origin(), "from the command")));
    draft.put(new Setting(ENGINE + ".name", command.engine(), Origin.argument(CommandWord.SOURCE)));
    command.settings().forEach(draft::put);
    ignored.addAll(command.ignored());
  }

  private Setting model(String name, Origin origin, String comment) {
    String written = HuggingFaceConfig.isPath(name) ? absolute(Path.of(name)) : name;
    return new Setting("model", YamlText.text(written), origin, comment);
  }

  private Setting catalogs(Function<Path, String> written) {
    List<String> files = question.catalogs().stream().map(written).toList();
    return new Setting("catalog", YamlText.flow(files), DEFAULT);
  }

  private static String absolute(Path path) {
    return path.toAbsolutePath().normalize().toString();
  }

  /** Files below the scenario's folder are named from there, so that both can move together. */
  private void makePathsPortable() {
    if (!question.catalogs().isEmpty()) {
      draft.put(catalogs(this::portable));
    }
    Setting model = draft.get("model");
    if (HuggingFaceConfig.isPath(text(model))) {
      String path = YamlText.text(portable(Path.of(text(model))));
      draft.put(new Setting("model", path, model.origin(), model.comment()));
    }
  }

  private String portable(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    return whole.startsWith(question.folder())
        ? "./" + question.folder().relativize(whole)
        : whole.toString();
  }

  private void requireModelAndGpu() {
    Problems problems = new Problems();
    if (!draft.has("model")) {
      problems.add(
          Problem.of(DEFAULT, "no model is given", "add one, such as --model llama-3.1-8b"));
    }
    if (!draft.has(ScenarioDraft.POOL + ".gpu")) {
      problems.add(
          Problem.of(
              DEFAULT,
              question.command().isPresent()
                  ? "a serving command does not say on which GPU it runs"
                  : "no GPU is given",
              "add one, such as --gpu h100"));
    }
    problems.throwIfAny();
  }

  private Optional<ModelEntry> model(Problems problems) {
    Setting written = draft.get("model");
    if (written.comment().isEmpty()) {
      draft.put(model(text(written), written.origin(), ""));
    }
    return ModelReference.find(
        catalog,
        new Located<>(text(draft.get("model")), written.origin()),
        "model",
        question.folder(),
        problems);
  }

  private Optional<GpuEntry> gpu(Problems problems) {
    Setting written = draft.get(ScenarioDraft.POOL + ".gpu");
    Optional<GpuEntry> gpu = catalog.findGpu(text(written));
    if (gpu.isEmpty()) {
      problems.add(catalog.unknownGpu(text(written), written.origin(), "gpu"));
    }
    return gpu;
  }

  private Optional<EngineProfile> profile(Problems problems) {
    draft.putIfAbsent(new Setting(ENGINE + ".name", "vllm", DEFAULT));
    Setting name = draft.get(ENGINE + ".name");
    Setting version = draft.get(ENGINE + ".version");
    try {
      return Optional.of(
          version == null
              ? EngineProfiles.newest(text(name))
              : EngineProfiles.find(text(name), text(version)));
    } catch (UnknownEngineException e) {
      Setting blamed = e.field().equals("name") ? name : version;
      problems.add(blamed.origin(), "engine." + e.field(), e.getMessage(), e.hint());
      return Optional.empty();
    }
  }

  /** A flag to quantise 16-bit weights says nothing of a checkpoint that is quantised. */
  private void keepQuantisedCheckpoint(ModelEntry model) {
    Setting weights = draft.get(WEIGHTS);
    String own = model.shape().nativePrecision();
    boolean quantised = WeightFormat.of(own).map(format -> !format.isSixteenBit()).orElse(false);
    if (weights != null && weights.origin().hasPosition() && quantised) {
      draft.remove(WEIGHTS);
      ignored.add(
          new IgnoredFlag(
              weights.comment(), weights.origin(), "the checkpoint is in " + own + " already"));
    }
  }

  private void divide(ModelEntry model, GpuEntry gpu, EngineProfile profile) {
    if (question.command().isPresent() && !draft.has(PARALLELISM + ".tensor")) {
      divideAsCommanded(question.command().get(), model);
    } else if (!draft.has(PARALLELISM + ".tensor")) {
      smallest(model, gpu, profile)
          .ifPresent(
              smallest -> {
                boolean fits = smallest.tensor().isPresent();
                int tensor = smallest.tensor().orElse(smallest.largestTried());
                draft.put(
                    new Setting(
                        PARALLELISM + ".tensor",
                        String.valueOf(tensor),
                        DEFAULT,
                        fits ? "the least that fits" : ""));
              });
    }
  }

  private void divideAsCommanded(ServingCommand command, ModelEntry model) {
    Origin origin = command.degreesOrigin();
    EngineDivision division;
    try {
      division =
          EngineDivision.of(command.engine(), command.degrees(), model.shape().moe().isPresent());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          Problem.of(origin, String.valueOf(e.getMessage()), "change one of the two"));
    }
    Parallelism parallelism = division.parallelism();
    draft.put(
        new Setting(
            PARALLELISM + ".tensor",
            String.valueOf(parallelism.tensor()),
            origin,
            command.degreesTyped()));
    put(PARALLELISM + ".pipeline", parallelism.pipeline(), origin);
    put(PARALLELISM + ".data", parallelism.data(), origin);
    put(PARALLELISM + ".expert", parallelism.expert(), origin);
    if (division.replicas() > 1 && !draft.has(ScenarioDraft.POOL + ".replicas")) {
      put(ScenarioDraft.POOL + ".replicas", division.replicas(), origin);
    }
  }

  private void put(String path, int value, Origin origin) {
    if (value > 1) {
      draft.put(new Setting(path, String.valueOf(value), origin));
    }
  }

  private Optional<SmallestTensor> smallest(ModelEntry model, GpuEntry gpu, EngineProfile profile) {
    String weights =
        draft.has(WEIGHTS) ? text(draft.get(WEIGHTS)) : model.shape().nativePrecision();
    return WeightFormat.of(weights)
        .map(format -> new Precision(format, KvCacheFormat.BF16))
        .map(
            precision ->
                SmallestTensor.find(
                    model.shape(),
                    gpu.spec(),
                    tensor -> request(model, precision, tensor, gpu, profile)));
  }

  private static MemoryRequest request(
      ModelEntry model, Precision precision, int tensor, GpuEntry gpu, EngineProfile profile) {
    BatchingDefaults.Limits limits = profile.batching().limitsFor(gpu.spec());
    return new MemoryRequest(
        model.shape(),
        precision,
        Parallelism.tensor(tensor),
        gpu.spec(),
        profile,
        profile.memory().fraction(),
        limits.maxNumBatchedTokens(),
        limits.maxNumSeqs(),
        profile.batching().blockSize(),
        Math.min(LONGEST_SEQUENCE, model.shape().maxContext()));
  }

  /** Writes the knobs that matter most with the engine's defaults, for the reader to change. */
  private void writeKnobs(GpuEntry gpu, EngineProfile profile) {
    BatchingDefaults batching = profile.batching();
    BatchingDefaults.Limits limits = batching.limitsFor(gpu.spec());
    if (!BatchPolicies.names().contains(batching.policy())) {
      draft.putIfAbsent(
          new Setting(
              ENGINE + ".batching.policy",
              VllmV1Policy.NAME,
              DEFAULT,
              profile.name() + "'s own policy is not modelled yet"));
    }
    String why = "the default of " + profile.name() + " here";
    knob(profile, EngineKnob.SEQUENCES, String.valueOf(limits.maxNumSeqs()), why);
    boolean oneStep = draft.has(ENGINE + ".batching.enable_chunked_prefill");
    if (!oneStep || draft.get(ENGINE + ".batching.enable_chunked_prefill").value().equals("true")) {
      knob(profile, EngineKnob.STEP_TOKENS, String.valueOf(limits.maxNumBatchedTokens()), why);
    }
    knob(profile, EngineKnob.MEMORY_SHARE, String.valueOf(profile.memory().fraction()), why);
    draft.putIfAbsent(
        new Setting(
            ENGINE + ".memory.enable_prefix_caching",
            String.valueOf(batching.prefixCaching()),
            DEFAULT,
            why));
  }

  private void knob(EngineProfile profile, EngineKnob knob, String value, String comment) {
    draft.putIfAbsent(
        new Setting(ENGINE + "." + knob.key(profile.name()), value, DEFAULT, comment));
  }

  private void assumeWorkload() {
    assume("workload.arrivals", "{process: poisson, rate: 5/s}", "assumed: put your own rate");
    assume(
        "workload.input_tokens",
        "{distribution: lognormal, mean: 800, p99: 4000}",
        "assumed: put your own lengths, or a trace");
    assume("workload.output_tokens", "{distribution: lognormal, mean: 250, p99: 1000}", "assumed");
    boolean closedLoop = draft.get("workload.arrivals").value().contains("concurrent");
    assume("stop", closedLoop ? "{requests: 2000}" : "{duration: 3min, warmup: 30s}", "");
    assume("slo", "{ttft: {p99: 1s}, tpot: {p99: 50ms}}", "assumed");
    assume("seed", "1", "");
  }

  private void assume(String path, String value, String comment) {
    draft.putIfAbsent(new Setting(path, value, DEFAULT, comment));
  }

  private List<String> header() {
    List<String> lines = new ArrayList<>();
    question.command().ifPresent(command -> lines.add("Made from: " + command.text()));
    if (question.command().isPresent()) {
      lines.add(
          ignored.isEmpty() ? "Every part of the command is below." : "Not taken over from it:");
      ignored.forEach(flag -> lines.add("  " + flag.words() + ": " + flag.why()));
    }
    return lines;
  }

  /** The text that a value's YAML stands for. */
  private static String text(Setting setting) {
    return LocatedYaml.parseValue(setting.value(), setting.origin()) instanceof ScalarNode scalar
        ? scalar.text()
        : setting.value();
  }
}
