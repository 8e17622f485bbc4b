package io.foretoken.ui.viewmodel;

import io.foretoken.scenario.reproduce.ShellWords;
import java.util.List;
import java.util.Optional;

/** Command lines for a shell. */
public final class ShellCommand {
  private ShellCommand() {}

  /**
   * A command on the scenario: of its file where that says the same, else of a file that the
   * command writes first.
   *
   * @param text a scenario that is not the document's
   * @param arguments that follow
   */
  public static Optional<String> on(
      String command, ScenarioState document, Optional<String> text, List<String> arguments) {
    StringBuilder rest = new StringBuilder();
    arguments.forEach(argument -> rest.append(' ').append(ShellWords.quoted(argument)));
    if (text.isEmpty() && document.file().isPresent() && !document.edited()) {
      return Optional.of(
          "foretoken "
              + command
              + " "
              + ShellWords.quoted(document.file().get().toString())
              + rest);
    }
    if (text.isEmpty() && !document.isOpen()) {
      return Optional.empty();
    }
    String content = text.orElse(document.text());
    String end = content.endsWith("\n") ? "" : "\n";
    return Optional.of(
        "cat > scenario.yaml <<'END'\n"
            + content
            + end
            + "END\nforetoken "
            + command
            + " scenario.yaml"
            + rest);
  }
}
