package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.hardware.catalog.Catalog;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import io.foretoken.validation.benchmark.BenchmarkRun;
import io.foretoken.validation.benchmark.StatedSetup;
import io.foretoken.validation.calibrate.Calibration;
import io.foretoken.validation.calibrate.CalibrationRun;
import io.foretoken.validation.calibrate.CalibrationRuns;
import io.foretoken.validation.calibrate.HeldBack;
import java.util.List;

/**
 * What a fit would be made of.
 *
 * @param files what was given
 * @param answers to the questions
 * @param given the answers, as they are given beside the files
 * @param runs what can be fitted; empty while something is missing or wrong
 * @param problems what is wrong
 * @param heldBack how the runs will be divided
 * @param heldRuns names of those kept from the fit
 */
record Inputs(
    List<LoadedFile> files,
    List<Answer> answers,
    StatedSetup given,
    List<CalibrationRun> runs,
    List<String> problems,
    String heldBack,
    List<String> heldRuns) {
  static final Inputs NOTHING =
      new Inputs(List.of(), List.of(), StatedSetup.NOTHING, List.of(), List.of(), "", List.of());

  /** Checks files and answers together. */
  static Inputs of(Catalog catalog, List<LoadedFile> files, List<Answer> answers) {
    StatedSetup given = Answers.given(answers);
    List<BenchmarkRun> read = files.stream().flatMap(file -> file.runs().stream()).toList();
    if (read.isEmpty() || answers.stream().anyMatch(Answer::isMissing)) {
      return new Inputs(files, answers, given, List.of(), List.of(), "", List.of());
    }
    try {
      List<CalibrationRun> runs =
          CalibrationRuns.of(catalog, given, LoadAnswer.of(Answers.load(answers)), read);
      new Calibration(catalog).check(runs);
      HeldBack division = HeldBack.of(runs, true);
      List<String> kept = division.kept().stream().map(run -> run.run().id()).toList();
      return new Inputs(files, answers, given, runs, List.of(), division.words(), kept);
    } catch (BadInputException e) {
      List<String> problems = e.problems().stream().map(Problem::toString).toList();
      return new Inputs(files, answers, given, List.of(), problems, "", List.of());
    }
  }

  /** Whether these are made of such files and answers. */
  boolean isOf(List<LoadedFile> others, List<Answer> said) {
    return files.equals(others)
        && given.equals(Answers.given(said))
        && Answers.load(answers).equals(Answers.load(said));
  }

  /** The same with answers that mean the same, given by somebody else. */
  Inputs with(List<Answer> others) {
    return new Inputs(files, others, given, runs, problems, heldBack, heldRuns);
  }
}
