package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.hardware.engine.EngineProfiles;
import io.foretoken.hardware.engine.UnknownEngineException;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.ui.viewmodel.Choices;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.StatedSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers from whoever knows: the user, else the files, else the open scenario, else what is usual.
 */
final class Answers {
  private static final String USUAL_ENGINE = "vllm";
  private static final String POOL = "fleet.0.";

  private final Catalog catalog;
  private final List<StatedSetup> stated;
  private final Map<Question, String> chosen;
  private final Optional<MapNode> scenario;
  private final List<Answer> answers = new ArrayList<>();

  private Answers(
      Catalog catalog,
      List<BenchmarkRun> runs,
      Map<Question, String> chosen,
      Optional<MapNode> scenario) {
    this.catalog = catalog;
    stated = runs.stream().map(BenchmarkRun::setup).toList();
    this.chosen = chosen;
    this.scenario = scenario;
  }

  /** An answer to every question. */
  static List<Answer> of(
      Catalog catalog,
      List<BenchmarkRun> runs,
      Map<Question, String> chosen,
      Optional<MapNode> scenario) {
    Answers all = new Answers(catalog, runs, chosen, scenario);
    all.answer(
        Question.MODEL, StatedSetup::model, all.written("model"), "", Choices.models(catalog));
    all.answer(
        Question.GPU, StatedSetup::gpu, all.written(POOL + "gpu"), "", Choices.gpus(catalog));
    String engine =
        all.answer(
            Question.ENGINE,
            StatedSetup::engine,
            all.written(POOL + "engine.name"),
            USUAL_ENGINE,
            Choices.engines());
    boolean isOfScenario = engine.equals(all.written(POOL + "engine.name"));
    List<Choices.Choice> versions = versions(engine);
    all.answer(
        Question.VERSION,
        StatedSetup::version,
        isOfScenario ? all.written(POOL + "engine.version") : "",
        versions.isEmpty() ? "" : versions.get(versions.size() - 1).value(),
        versions);
    all.answer(
        Question.TENSOR,
        setup -> setup.tensor() == 0 ? "" : Integer.toString(setup.tensor()),
        all.written(POOL + "parallelism.tensor"),
        "1",
        List.of("1", "2", "4", "8", "16").stream().map(n -> new Choices.Choice(n, "")).toList());
    if (!runs.stream().allMatch(BenchmarkRun::saysLoad)) {
      all.answer(Question.LOAD, setup -> "", "", "", LoadAnswer.choices());
    }
    return List.copyOf(all.answers);
  }

  private static List<Choices.Choice> versions(String engine) {
    try {
      return EngineProfiles.of(engine).stream()
          .map(profile -> new Choices.Choice(profile.version(), profile.describeVersions()))
          .toList();
    } catch (UnknownEngineException e) {
      return List.of(); // the check of the runs says which engines are known
    }
  }

  private String answer(
      Question question,
      Function<StatedSetup, String> ofFile,
      String ofScenario,
      String usual,
      List<Choices.Choice> choices) {
    List<String> said =
        stated.stream()
            .map(ofFile)
            .filter(word -> !word.isEmpty())
            .map(word -> canonical(question, word))
            .distinct()
            .toList();
    Answer made;
    if (chosen.containsKey(question)) {
      made = new Answer(question, chosen.get(question), Answer.Origin.CHOSEN, choices);
    } else if (!said.isEmpty()) {
      made = new Answer(question, String.join(", ", said), Answer.Origin.FILE, choices);
    } else if (!ofScenario.isEmpty()) {
      made = new Answer(question, canonical(question, ofScenario), Answer.Origin.SCENARIO, choices);
    } else if (!usual.isEmpty()) {
      made = new Answer(question, usual, Answer.Origin.ASSUMED, choices);
    } else {
      made = new Answer(question, "", Answer.Origin.MISSING, choices);
    }
    answers.add(made);
    return made.value();
  }

  /** Aliases of one thing are one answer. */
  private String canonical(Question question, String word) {
    return switch (question) {
      case MODEL -> catalog.findModel(word).map(entry -> entry.id()).orElse(word);
      case GPU -> catalog.findGpu(word).map(entry -> entry.id()).orElse(word);
      default -> word;
    };
  }

  private String written(String path) {
    return scenario
        .flatMap(root -> NodePath.get(root, path))
        .filter(ScalarNode.class::isInstance)
        .map(ScalarNode.class::cast)
        .filter(scalar -> !scalar.isNull())
        .map(ScalarNode::text)
        .orElse("");
  }

  /**
   * What is given beside the files. Where files contradict each other nothing is, so that the check
   * of the runs names them; what is assumed is left to the conversion, which says so.
   */
  static StatedSetup given(List<Answer> answers) {
    String tensor = given(answers, Question.TENSOR);
    return new StatedSetup(
        given(answers, Question.MODEL),
        "",
        "",
        given(answers, Question.GPU),
        given(answers, Question.ENGINE),
        given(answers, Question.VERSION),
        0,
        tensor.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(tensor) : 0,
        0,
        0,
        0,
        Map.of());
  }

  /** How requests came, as the user says it; empty where the files do. */
  static String load(List<Answer> answers) {
    return given(answers, Question.LOAD);
  }

  private static String given(List<Answer> answers, Question question) {
    return answers.stream()
        .filter(answer -> answer.question() == question)
        .filter(answer -> answer.origin() != Answer.Origin.ASSUMED)
        .map(Answer::value)
        .filter(value -> !value.contains(", "))
        .findFirst()
        .orElse("");
  }
}
