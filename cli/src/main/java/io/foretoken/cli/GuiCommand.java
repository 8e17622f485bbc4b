package io.foretoken.cli;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.scenario.workbench.NoDisplayException;
import io.foretoken.scenario.workbench.Workbench;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import picocli.CommandLine.Parameters;

/** {@code foretoken gui}: the workbench. */
@picocli.CommandLine.Command(
    name = "gui",
    description =
        "Open the workbench: edit a scenario, sweep batch sizes, see the trade-off move while you"
            + " change it.")
final class GuiCommand implements Command {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "Scenario file (YAML) to open.")
  private Path scenario;

  @Override
  public ExitCode run(Console console) {
    Workbench workbench =
        ServiceLoader.load(Workbench.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        Problem.of(
                            Origin.argument("gui"),
                            "the workbench is not part of this program",
                            "start it by ./foretoken gui, which builds it on first use")));
    try {
      workbench.open(Optional.ofNullable(scenario), Version.number());
      return ExitCode.OK;
    } catch (NoDisplayException e) {
      throw new BadInputException(Problem.of(Origin.argument("gui"), e.getMessage(), e.hint()));
    }
  }
}
