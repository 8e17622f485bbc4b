package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every command of {@code docs/sweeps.md} that is followed by an output prints it. After a change
 * of the physics write the page anew with {@code -Dsurefire.argLine=-Dgolden.write=true}, and read
 * whether its words still hold.
 */
class SweepsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "sweeps.md");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```sh\n(?<command>[^`]*)```\n\n```text(?<part>[^\n]*)\n(?<output>.*?)```",
          Pattern.DOTALL);

  @Test
  void outputsAreWhatTheCommandsPrint() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder fresh = new StringBuilder();
    Matcher examples = EXAMPLE.matcher(page);
    int from = 0;
    int ran = 0;
    while (examples.find()) {
      String command = examples.group("command").replaceAll("\\\\\\R\\s*", "").strip();
      Cli run = Cli.run(arguments(command));
      assertThat(run.exit()).as(command + "\n" + run.err()).isEqualTo(ExitCode.OK);
      fresh
          .append(page, from, examples.start("output"))
          .append(part(run.out(), examples.group("part").strip()));
      from = examples.end("output");
      ran++;
    }
    fresh.append(page, from, page.length());
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, fresh);
      page = fresh.toString();
    }
    assertThat(ran).isEqualTo(6);
    assertThat(fresh.toString()).isEqualTo(page);
  }

  /** All of it, its last lines ({@code tail=5}), or the lines with a word ({@code grep=cost}). */
  private static String part(String output, String which) {
    List<String> lines = output.lines().toList();
    if (which.startsWith("tail=")) {
      int count = Integer.parseInt(which.substring("tail=".length()));
      lines = lines.subList(lines.size() - count, lines.size());
    } else if (which.startsWith("grep=")) {
      String word = which.substring("grep=".length());
      lines = lines.stream().filter(line -> line.contains(word)).toList();
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** The words of a command after the program's name, with the scenario found from the module. */
  private static String[] arguments(String command) {
    Matcher words = Pattern.compile("((?:[^\\s']|'[^']*')+)").matcher(command);
    List<String> arguments = new ArrayList<>();
    while (words.find()) {
      arguments.add(words.group(1).replace("'", ""));
    }
    assertThat(arguments.remove(0)).isEqualTo("./foretoken");
    return arguments.stream()
        .map(word -> word.startsWith("scenarios/") ? "../" + word : word)
        .toArray(String[]::new);
  }
}
