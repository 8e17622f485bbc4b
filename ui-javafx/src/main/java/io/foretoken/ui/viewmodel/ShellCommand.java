package io.foretoken.ui.viewmodel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Command lines for a shell. */
final class ShellCommand {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private ShellCommand() {}

  /**
   * A command on the scenario: of its file where that says the same, else of a file that the
   * command writes first.
   *
   * @param text a scenario that is not the document's
   * @param arguments that follow
   */
  static Optional<String> on(
      String command, ScenarioState document, Optional<String> text, List<String> arguments) {
    StringBuilder rest = new StringBuilder();
    arguments.forEach(argument -> rest.append(' ').append(quoted(argument)));
    if (text.isEmpty() && document.file().isPresent() && !document.edited()) {
      return Optional.of(
          "foretoken " + command + " " + quoted(document.file().get().toString()) + rest);
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

  static String quoted(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }
}
