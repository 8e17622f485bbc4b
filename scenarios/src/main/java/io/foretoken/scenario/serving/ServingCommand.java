package io.foretoken.scenario.serving;

import io.foretoken.input.bind.Located;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Origin;
import io.foretoken.scenario.resolve.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A command that starts an inference engine, understood.
 *
 * @param text the command as given
 * @param engine name of the engine's profile
 * @param model the model that it serves
 * @param degrees how the model is divided, in the engine's own numbers
 * @param degreesOrigin the flag to name where the numbers do not go together
 * @param degreesTyped the flags that gave them, as typed
 * @param settings what its other flags mean in a scenario
 * @param ignored what has no meaning there, and why
 */
public record ServingCommand(
    String text,
    String engine,
    Optional<Located<String>> model,
    EngineDegrees degrees,
    Origin degreesOrigin,
    String degreesTyped,
    List<Setting> settings,
    List<IgnoredFlag> ignored) {

  /**
   * Reads a command: {@code vllm serve}, {@code python -m sglang.launch_server}, {@code
   * trtllm-serve}, with what may stand around them.
   *
   * @param folder where the files that it names are looked for
   * @throws BadInputException with the place of every flag that is unknown or lacks its value
   */
  public static ServingCommand parse(String text, Path folder) {
    List<CommandWord> words = CommandWords.split(text);
    Launcher launcher = Launcher.find(words);
    return new CommandReader(text, launcher, words, folder).read();
  }
}
