package io.foretoken.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The figures of {@code docs/cost.md} are what its command prints. After a change of the physics
 * write the page anew with {@code -Dsurefire.argLine=-Dgolden.write=true}, and read whether its
 * words still hold.
 */
class CostPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cost.md");
  private static final String BEGIN = "<!-- figures -->\n";
  private static final String END = "<!-- end -->";
  private static final Pattern COMMAND = Pattern.compile("\\./foretoken (cost .*)\\n```");

  @Test
  void figuresAreWhatTheCommandPrints() throws IOException {
    String page = Files.readString(PAGE);
    Matcher command = COMMAND.matcher(page);
    assertThat(command.find()).isTrue();
    String[] arguments =
        Arrays.stream(command.group(1).split(" ", -1))
            .map(word -> word.startsWith("scenarios/") ? "../" + word : word)
            .toArray(String[]::new);
    Cli cost = Cli.run(arguments);
    assertThat(cost.exit()).as(cost.err()).isEqualTo(ExitCode.OK);
    // below the page's own headings
    String printed = cost.out().replaceAll("(?m)^## ", "### ");
    int from = page.indexOf(BEGIN) + BEGIN.length();
    String fresh =
        page.substring(0, from) + '\n' + printed + '\n' + page.substring(page.indexOf(END, from));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, fresh);
      return;
    }
    assertThat(fresh).isEqualTo(page);
  }
}
