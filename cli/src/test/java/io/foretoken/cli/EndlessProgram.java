package io.foretoken.cli;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.export.OutputFolder;
import io.foretoken.scenario.export.ResultFile;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** A program of one command that writes results for ever, for tests that interrupt it. */
final class EndlessProgram {
  private EndlessProgram() {}

  @CommandLine.Command(name = "endless")
  private static final class Endless implements Command {
    @CommandLine.Option(names = "--out")
    private Path out;

    @CommandLine.Option(names = "--polite", description = "Stop when asked to.")
    private boolean polite;

    @Override
    public ExitCode run(Console console) throws Exception {
      Cancellation cancellation = console.cancellation();
      try (OutputFolder folder = OutputFolder.open(out, false, Origin.argument("--out"));
          Writer rows = folder.open(ResultFile.REQUESTS)) {
        cancellation.onCancel(folder::discard);
        console.out().println("started");
        console.out().flush();
        for (int row = 0; !(polite && cancellation.isCancelled()); row++) {
          rows.write(row + "\n");
        }
        return ExitCode.INTERRUPTED;
      }
    }
  }

  public static void main(String[] args) {
    Main.runAndExit(Console.ofProcess(), Map.of("endless", Endless::new), args);
  }
}
