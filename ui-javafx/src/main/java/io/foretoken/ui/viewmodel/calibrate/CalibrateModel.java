package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.figure.ReadableNumbers;
import io.foretoken.scenario.reproduce.ShellWords;
import io.foretoken.ui.viewmodel.Published;
import io.foretoken.ui.viewmodel.ScenarioState;
import io.foretoken.ui.viewmodel.Workspace;
import io.foretoken.validation.benchmark.BenchmarkFormats;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationOptions;
import io.foretoken.validation.calibrate.CalibrationProgress;
import io.foretoken.validation.calibrate.CalibrationResult;
import io.foretoken.validation.calibrate.CalibrationRuns;
import io.foretoken.validation.calibrate.ProfileYaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Fits an engine's constants to benchmark files, as {@code foretoken calibrate} does: files, what
 * they do not say, what is held back, the fit and its profile. Every method returns at once.
 */
public final class CalibrateModel {
  private static final String PROFILE = "fleet.0.engine.profile";

  private final Workspace workspace;
  private final CalibrationOptions options;
  private final Catalog catalog = Catalog.shipped();
  private final BenchmarkFormats formats = BenchmarkFormats.installed();
  private final Published<CalibrateState> state = new Published<>(CalibrateState.NOTHING);
  private final AtomicLong newestCheck = new AtomicLong();
  private final AtomicLong newestFit = new AtomicLong();
  private final Object checking = new Object();

  // Guarded by this.
  private final Map<Path, LoadedFile> files = new LinkedHashMap<>();
  private final Map<Question, String> chosen = new EnumMap<>(Question.class);

  private volatile Inputs inputs = Inputs.NOTHING;

  /** A calibration as the command does it, on all processors. */
  public CalibrateModel(Workspace workspace) {
    this(
        workspace,
        CalibrationOptions.DEFAULT.withWorkers(Runtime.getRuntime().availableProcessors()));
  }

  /** A calibration done in a given way. */
  public CalibrateModel(Workspace workspace, CalibrationOptions options) {
    this.workspace = workspace;
    this.options = options;
    workspace.document().state().listen(now -> changed());
  }

  /** What there is to show. */
  public Published<CalibrateState> state() {
    return state;
  }

  /** Reads files and takes them, in place of what they held before. */
  public void add(List<Path> more) {
    workspace
        .background()
        .atLength(
            () -> {
              for (Path file : more) {
                LoadedFile read = read(file);
                synchronized (this) {
                  files.put(file.toAbsolutePath().normalize(), read);
                }
              }
              changed();
            });
  }

  private LoadedFile read(Path file) {
    try {
      return new LoadedFile(file, formats.read(file), List.of());
    } catch (BadInputException e) {
      return new LoadedFile(file, List.of(), e.problems());
    }
  }

  /** Takes a file back. */
  public void remove(Path file) {
    synchronized (this) {
      files.remove(file.toAbsolutePath().normalize());
    }
    changed();
  }

  /** Answers a question; an empty answer is that of the files or the scenario again. */
  public void answer(Question question, String value) {
    synchronized (this) {
      if (value.isBlank()) {
        chosen.remove(question);
      } else {
        chosen.put(question, value.strip());
      }
    }
    changed();
  }

  private void changed() {
    long mine = newestCheck.incrementAndGet();
    workspace.background().quickly(() -> workspace.background().atLength(() -> check(mine)));
  }

  /** One at a time; a check that has been overtaken does nothing. */
  private void check(long mine) {
    synchronized (checking) {
      if (mine != newestCheck.get()) {
        return;
      }
      List<LoadedFile> given;
      Map<Question, String> said;
      synchronized (this) {
        given = List.copyOf(files.values());
        said = new EnumMap<>(Question.class);
        said.putAll(chosen);
      }
      List<BenchmarkRun> runs = given.stream().flatMap(file -> file.runs().stream()).toList();
      ScenarioState scenario = workspace.document().state().get();
      List<Answer> answers =
          runs.isEmpty()
              ? List.of()
              : Answers.of(catalog, runs, said, scenario.tree().map(tree -> tree.root()));
      Inputs newer =
          inputs.isOf(given, answers) ? inputs.with(answers) : Inputs.of(catalog, given, answers);
      boolean isChanged = !inputs.isOf(newer.files(), newer.answers());
      inputs = newer;
      if (isChanged) {
        newestFit.incrementAndGet();
      }
      state.update(before -> before.checked(newer, isChanged));
    }
  }

  /** Fits to what there is, in place of a fit that is on its way. */
  public void fit() {
    Inputs from = inputs;
    if (from.runs().isEmpty()) {
      return;
    }
    long mine = newestFit.incrementAndGet();
    state.update(before -> before.at(CalibrateState.Phase.RUNNING, 0, ""));
    workspace.background().atLength(() -> calibrate(mine, from));
  }

  /** Ends the fit that is on its way. What was there before stays. */
  public void cancel() {
    newestFit.incrementAndGet();
    state.update(
        before ->
            before.isRunning()
                ? before.at(CalibrateState.Phase.CANCELLED, 0, "Cancelled.")
                : before);
  }

  private void calibrate(long mine, Inputs from) {
    long started = System.nanoTime();
    try {
      CalibrationResult result =
          new Calibration(catalog)
              .run(
                  from.runs(),
                  options,
                  (stage, round, share, error) ->
                      tell(
                          mine,
                          CalibrateState.Phase.RUNNING,
                          share,
                          CalibrationProgress.words(stage, round, error)),
                  () -> mine != newestFit.get());
      String took = "Done in " + ReadableNumbers.time((double) (System.nanoTime() - started));
      List<String> notes =
          Stream.concat(
                  result.warnings().stream(), CalibrationRuns.assumptions(from.runs()).stream())
              .map(CalibrateModel::withoutOptions)
              .toList();
      state.update(
          before ->
              mine == newestFit.get()
                  ? before.with(result, notes, took, !inputs.isOf(from.files(), from.answers()))
                  : before);
    } catch (CancellationException e) {
      // Whoever moved the newest number on has said why.
      tell(mine, CalibrateState.Phase.CANCELLED, 0, "Cancelled.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      tell(mine, CalibrateState.Phase.CANCELLED, 0, "Cancelled.");
    } catch (BadInputException e) {
      String words = String.join("\n", e.problems().stream().map(Problem::toString).toList());
      tell(mine, CalibrateState.Phase.FAILED, 0, words);
    } catch (RuntimeException | Error e) {
      tell(mine, CalibrateState.Phase.FAILED, 0, "The fit was not finished.");
      throw e;
    }
  }

  private void tell(long mine, CalibrateState.Phase phase, double share, String words) {
    state.update(before -> mine == newestFit.get() ? before.at(phase, share, words) : before);
  }

  /** Notes end with the option of the command line that would do; here there are fields. */
  private static String withoutOptions(String note) {
    int at = note.indexOf("; say --");
    return at < 0 ? note : note.substring(0, at);
  }

  /** Writes the result as an engine profile. */
  public void save(Path file) {
    state
        .get()
        .result()
        .ifPresent(
            result ->
                workspace.export(
                    file,
                    out -> out.write(ProfileYaml.of(result).getBytes(StandardCharsets.UTF_8)),
                    () -> state.update(before -> before.saved(result, file))));
  }

  /** Whether there is a saved profile and a scenario to name it in. */
  public boolean canUseInScenario() {
    return state.get().profile().isPresent() && workspace.document().state().get().isOpen();
  }

  /** Names the saved profile in the open scenario, where undo takes it back. */
  public void useInScenario() {
    if (canUseInScenario()) {
      Path profile = state.get().profile().orElseThrow().toAbsolutePath().normalize();
      workspace.document().set(PROFILE, quoted(written(profile)));
      workspace.notices().done("The scenario uses " + profile.getFileName());
    }
  }

  /** Beside or below the scenario's file relative to it, else in full. */
  private String written(Path profile) {
    Optional<Path> folder =
        workspace
            .document()
            .state()
            .get()
            .file()
            .map(file -> file.toAbsolutePath().normalize().getParent());
    if (folder.isPresent() && profile.startsWith(folder.get())) {
      return "./" + folder.get().relativize(profile).toString().replace('\\', '/');
    }
    return profile.toString();
  }

  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./-]+")
        ? path
        : "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The command that fits the same; empty without a file. */
  public Optional<String> commandLine() {
    Inputs now = inputs;
    if (now.files().isEmpty()) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(List.of("foretoken", "calibrate"));
    now.files().forEach(file -> words.add(file.file().toString()));
    option(words, "--model", now.given().model());
    option(words, "--gpu", now.given().gpu());
    option(words, "--engine", now.given().engine());
    option(words, "--engine-version", now.given().version());
    option(words, "--tp", now.given().tensor() == 0 ? "" : now.given().tensor() + "");
    String load = Answers.load(now.answers());
    boolean isCount = load.endsWith(LoadAnswer.IN_FLIGHT_WORDS);
    option(words, "--rate", isCount ? "" : load);
    option(words, "--concurrency", isCount ? load.replace(LoadAnswer.IN_FLIGHT_WORDS, "") : "");
    option(words, "--out", "profile.yaml");
    return Optional.of(String.join(" ", words.stream().map(ShellWords::quoted).toList()));
  }

  private static void option(List<String> words, String name, String value) {
    if (!value.isEmpty()) {
      words.add(name);
      words.add(value);
    }
  }
}
