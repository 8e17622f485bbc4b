package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ProgramTest {
  private final RecordedConsole recorded = new RecordedConsole();

  /** What a command does, for tests that only care how it ends. */
  private interface Work {
    ExitCode on(Console console) throws Exception;
  }

  @CommandLine.Command(name = "measure", description = "Measures something.")
  private static final class Measure implements Command {
    @CommandLine.Option(names = "--rate", description = "How fast.")
    private int rate;

    private final Work work;

    Measure(Work work) {
      this.work = work;
    }

    @Override
    public ExitCode run(Console console) throws Exception {
      if (rate > 0) {
        console.out().print("rate " + rate);
      }
      return work.on(console);
    }
  }

  private ExitCode run(Work work, String... args) {
    return new Program(recorded.console(), Map.of("measure", () -> new Measure(work))).run(args);
  }

  private ExitCode fail(Throwable failure) {
    return run(
        console -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        },
        "measure");
  }

  @Test
  void theExitCodesAreThoseThatScriptsRelyOn() {
    assertThat(List.of(ExitCode.values()))
        .extracting(ExitCode::code)
        .containsExactly(0, 1, 2, 3, 130);
  }

  @Test
  void aCommandDecidesHowTheProgramEndsAndItsResultsGoToStandardOutput() {
    ExitCode exit =
        run(
            console -> {
              console.out().print("± 3 ms");
              console.err().print("took 1 s");
              return ExitCode.ANSWER_IS_NO;
            },
            "measure");

    assertThat(exit).isEqualTo(ExitCode.ANSWER_IS_NO);
    assertThat(recorded.out()).isEqualTo("± 3 ms");
    assertThat(recorded.err()).isEqualTo("took 1 s");
  }

  @Test
  void optionsReachTheCommand() {
    run(console -> ExitCode.OK, "measure", "--rate", "5");

    assertThat(recorded.out()).isEqualTo("rate 5");
  }

  @Test
  void theVersionIsAResult() {
    assertThat(run(console -> ExitCode.OK, "--version")).isEqualTo(ExitCode.OK);

    assertThat(recorded.out()).matches("foretoken \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void helpListsTheCommandsAndEveryCommandHasHelp() {
    assertThat(run(console -> ExitCode.OK, "--help")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains("measure  Measures something.").contains("--version");

    assertThat(run(console -> ExitCode.ANSWER_IS_NO, "measure", "--help")).isEqualTo(ExitCode.OK);
    assertThat(recorded.out()).contains("Usage: foretoken measure").contains("--rate");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void withoutACommandTheHelpIsADiagnostic() {
    assertThat(run(console -> ExitCode.OK)).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(recorded.out()).isEmpty();
    assertThat(recorded.err()).contains("Usage: foretoken");
  }

  @Test
  void aMisspeltOptionIsAnsweredWithTheNearestOne() {
    assertThat(run(console -> ExitCode.OK, "measure", "--rat=3")).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(recorded.err())
        .contains("foretoken measure: ")
        .contains("--rat=3")
        .contains("Did you mean --rate?")
        .contains("'foretoken measure --help'")
        .doesNotContain("\tat ");
  }

  @Test
  void aMisspeltCommandIsAnsweredWithTheNearestOne() {
    assertThat(run(console -> ExitCode.OK, "mesure")).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(recorded.err()).contains("mesure").contains("Did you mean measure?");
  }

  @Test
  void aValueOfTheWrongTypeIsBadInput() {
    assertThat(run(console -> ExitCode.OK, "measure", "--rate=fast")).isEqualTo(ExitCode.BAD_INPUT);

    assertThat(recorded.err()).contains("--rate").contains("fast").doesNotContain("\tat ");
  }

  @Test
  void allProblemsOfAnInputAreReportedAtOnce() {
    Problem misspelt =
        new Problem(Origin.at("a.yaml", 3, 5), "fleet", "unknown key gpuu", "did you mean gpu?");
    Problem negative = new Problem(Origin.at("a.yaml", 9, 7), "seed", "-1 is negative", "");

    ExitCode exit = fail(new BadInputException(List.of(misspelt, negative)));

    assertThat(exit).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(recorded.err())
        .isEqualTo(
            """
            a.yaml:3:5: fleet: unknown key gpuu
                did you mean gpu?
            a.yaml:9:7: seed: -1 is negative
            """);
  }

  @Test
  void aFileThatCannotBeReadIsTheUsersToFix() {
    assertThat(fail(new NoSuchFileException("a.csv"))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(fail(new UncheckedIOException(new AccessDeniedException("b.csv"))))
        .isEqualTo(ExitCode.BAD_INPUT);

    assertThat(recorded.err())
        .isEqualTo(
            """
            foretoken: a.csv: no such file or folder
            foretoken: b.csv: permission denied
            """);
  }

  @Test
  void runningOutOfMemorySaysHowMuchThereWasAndHowToGiveMore() {
    assertThat(fail(new OutOfMemoryError("Java heap space"))).isEqualTo(ExitCode.INTERNAL_ERROR);

    assertThat(recorded.err())
        .contains("out of memory: the heap of ")
        .contains("FORETOKEN_JAVA_OPTS=-Xmx")
        .hasLineCount(1);
  }

  @Test
  void anInternalErrorIsOneLineThatSaysWhereTheDetailsAre() throws IOException {
    assertThat(fail(new IllegalStateException("clock ran\nbackwards")))
        .isEqualTo(ExitCode.INTERNAL_ERROR);

    assertThat(recorded.err()).hasLineCount(1).contains("IllegalStateException: clock ran (");
    Matcher matcher = Pattern.compile("details in (.*)\\)").matcher(recorded.err());
    assertThat(matcher.find()).isTrue();
    Path details = Path.of(matcher.group(1));
    try {
      assertThat(details)
          .content()
          .contains("foretoken " + Version.number(), "arguments [measure]", "\tat ");
    } finally {
      Files.delete(details);
    }
  }

  @Test
  void aCommandThatStopsBecauseItWasAskedToIsNoError() {
    assertThat(fail(new CancellationException())).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void whateverBreaksAfterCtrlCIsNoError() {
    recorded.console().cancellation().cancel();

    assertThat(fail(new IllegalStateException("torn"))).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void resultsThatDoNotFitOnTheDiskAreReported() {
    assertThat(runInto("No space left on device")).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoProblem() {
    assertThat(runInto("Broken pipe")).isEqualTo(ExitCode.OK);
  }

  private static ExitCode runInto(String failure) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new TrackedOutput(broken),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            true,
            80);
    ExitCode exit = new Program(console, Map.of()).run("--version");
    String expected =
        exit == ExitCode.OK ? "" : "foretoken: cannot write to standard output: " + failure + "\n";
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
    return exit;
  }
}
