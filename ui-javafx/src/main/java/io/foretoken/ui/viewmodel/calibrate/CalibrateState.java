package io.foretoken.ui.viewmodel.calibrate;

import io.foretoken.validation.calibrate.CalibrationResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the Calibrate screen shows.
 *
 * @param files what was given, in that order
 * @param answers to every question; empty before a file is read
 * @param problems what is wrong with files and answers together
 * @param heldBack how the runs will be divided; empty before that is known
 * @param heldRuns names of the runs that are kept from the fit, wholly or in part
 * @param isReady whether a fit can begin
 * @param phase of the fit
 * @param share of the fit that is done, 0 to 1
 * @param words how far the fit is, or why it has ended
 * @param result the newest
 * @param notes what the user should know of the result and of what was assumed
 * @param isOlder whether files or answers have changed since the result
 * @param profile where the result was saved
 */
public record CalibrateState(
    List<LoadedFile> files,
    List<Answer> answers,
    List<String> problems,
    String heldBack,
    List<String> heldRuns,
    boolean isReady,
    Phase phase,
    double share,
    String words,
    Optional<CalibrationResult> result,
    List<String> notes,
    boolean isOlder,
    Optional<Path> profile) {
  /** Nothing yet. */
  public static final CalibrateState NOTHING =
      new CalibrateState(
          List.of(),
          List.of(),
          List.of(),
          "",
          List.of(),
          false,
          Phase.IDLE,
          0,
          "",
          Optional.empty(),
          List.of(),
          false,
          Optional.empty());

  /** Keeps copies. */
  public CalibrateState {
    files = List.copyOf(files);
    answers = List.copyOf(answers);
    problems = List.copyOf(problems);
    heldRuns = List.copyOf(heldRuns);
    notes = List.copyOf(notes);
  }

  /** Where a fit is. */
  public enum Phase {
    IDLE,
    RUNNING,
    CANCELLED,
    FAILED,
    DONE
  }

  /** Whether a fit is on its way. */
  public boolean isRunning() {
    return phase == Phase.RUNNING;
  }

  /** The answer to a question; empty before a file is read. */
  public Optional<Answer> answer(Question question) {
    return answers.stream().filter(answer -> answer.question() == question).findFirst();
  }

  CalibrateState checked(Inputs inputs, boolean isChanged) {
    boolean stops = isChanged && isRunning();
    return new CalibrateState(
        inputs.files(),
        inputs.answers(),
        inputs.problems(),
        inputs.heldBack(),
        inputs.heldRuns(),
        !inputs.runs().isEmpty(),
        stops ? Phase.CANCELLED : phase,
        stops ? 0 : share,
        stops ? "Stopped: files or answers have changed." : words,
        result,
        notes,
        isOlder || (isChanged && result.isPresent()),
        profile);
  }

  CalibrateState at(Phase newer, double done, String said) {
    return new CalibrateState(
        files, answers, problems, heldBack, heldRuns, isReady, newer, done, said, result, notes,
        isOlder, profile);
  }

  CalibrateState with(CalibrationResult newer, List<String> said, String took, boolean older) {
    return new CalibrateState(
        files,
        answers,
        problems,
        heldBack,
        heldRuns,
        isReady,
        Phase.DONE,
        1,
        took,
        Optional.of(newer),
        said,
        older,
        Optional.empty());
  }

  CalibrateState saved(CalibrationResult which, Path file) {
    return result.filter(which::equals).isEmpty()
        ? this
        : new CalibrateState(
            files,
            answers,
            problems,
            heldBack,
            heldRuns,
            isReady,
            phase,
            share,
            words,
            result,
            notes,
            isOlder,
            Optional.of(file));
  }
}
