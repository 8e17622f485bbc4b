package io.foretoken.cli;

import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.resolve.Setting;
import io.foretoken.scenario.serving.IgnoredFlag;
import io.foretoken.scenario.serving.InitAnswer;
import io.foretoken.scenario.serving.InitQuestion;
import io.foretoken.scenario.serving.ScenarioInit;
import io.foretoken.scenario.serving.ServingCommand;
import io.foretoken.scenario.text.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code foretoken init}: a scenario to start from. */
@picocli.CommandLine.Command(
    name = "init",
    description =
        "Write a commented scenario, from options or from the command that serves the model today"
            + " (vllm serve, sglang.launch_server, trtllm-serve).")
final class InitCommand implements Command {
  private static final String POOL = "fleet.main";

  @Option(
      names = "--from",
      paramLabel = "COMMAND",
      description =
          "A serving command, in quotes. Every flag of it is taken over, or listed with the reason"
              + " why it is not.")
  private String from;

  @Mixin private RunArguments arguments;

  @Option(names = "--engine", paramLabel = "NAME", description = "Engine. Default: vllm.")
  private String engine;

  @Option(
      names = "--engine-version",
      paramLabel = "VERSION",
      description = "Version of the engine. Default: the newest known.")
  private String engineVersion;

  @Option(names = "--weights", paramLabel = "FORMAT", description = "Format of the weights.")
  private String weights;

  @Mixin private CatalogOption own;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the scenario there instead of to standard output.")
  private Path out;

  @Option(names = "--force", description = "Replace the file if it is there already.")
  private boolean force;

  @Override
  public ExitCode run(Console console) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path folder = here;
    if (out != null) {
      OutputFile.check(out, force);
      folder = out.toAbsolutePath().normalize().getParent();
    }
    Optional<ServingCommand> command =
        from == null ? Optional.empty() : Optional.of(ServingCommand.parse(from, here));
    InitAnswer answer =
        ScenarioInit.answer(new InitQuestion(command, given(), own.files(), folder));
    for (IgnoredFlag flag : answer.ignored()) {
      console
          .err()
          .println("not taken over: " + flag.words() + " (" + flag.origin() + "): " + flag.why());
    }
    if (out == null) {
      console.out().print(answer.yaml());
    } else {
      OutputFile.write(out, answer.yaml());
      console.err().println("wrote " + out + "; try: foretoken run " + out);
    }
    return ExitCode.OK;
  }

  private List<Setting> given() {
    List<Setting> given = new ArrayList<>(arguments.settings(POOL));
    add(given, POOL + ".engine.name", "--engine", engine);
    add(given, "precision.weights", "--weights", weights);
    if (engineVersion != null) {
      add(given, POOL + ".engine.version", "--engine-version", YamlText.flow(engineVersion));
    }
    return given;
  }

  private static void add(List<Setting> given, String path, String option, String value) {
    if (value != null) {
      given.add(new Setting(path, value, Origin.argument(option + " " + value)));
    }
  }
}
