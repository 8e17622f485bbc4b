package io.foretoken.scenario.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
  @Test
  void wordsAreSplitAsAShellSplitsThem() {
    assertThat(texts("a  'b c' \"d \\\" e\" f\\ g h'i j'k"))
        .containsExactly("a", "b c", "d \" e", "f g", "hi jk");
    assertThat(texts("--config '{\"a\": 1}' ''")).containsExactly("--config", "{\"a\": 1}", "");
    assertThat(texts("")).isEmpty();
  }

  @Test
  void linesThatEndWithABackslashGoOn() {
    List<CommandWord> words = CommandWords.split("vllm serve \\\n  m \\\r\n  --x 1");
    assertThat(words.stream().map(CommandWord::text))
        .containsExactly("vllm", "serve", "m", "--x", "1");
    // m stands on the second line behind two blanks
    assertThat(words.get(2).line()).isEqualTo(2);
    assertThat(words.get(2).column()).isEqualTo(3);
    assertThat(words.get(4).origin()).hasToString("--from:3:7");
  }

  @Test
  void whatFollowsTheCommandIsLeftOut() {
    assertThat(texts("vllm serve m > log.txt 2>&1 &")).containsExactly("vllm", "serve", "m");
    assertThat(texts("vllm serve m && echo")).containsExactly("vllm", "serve", "m");
  }

  @Test
  void aQuoteThatIsNotClosedIsNamedWhereItOpens() {
    assertThatThrownBy(() -> CommandWords.split("vllm serve 'm --x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("--from:1:12:");
  }

  private static List<String> texts(String command) {
    return CommandWords.split(command).stream().map(CommandWord::text).toList();
  }
}
