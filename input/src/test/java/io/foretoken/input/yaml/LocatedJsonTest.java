package io.foretoken.input.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatedJsonTest {
  @TempDir Path folder;

  @Test
  void readsTheSameTreeAsYaml() {
    MapNode root =
        (MapNode)
            LocatedJson.parse(
                "{\n  \"heads\": 32,\n  \"list\": [1.50, \"x\", null, true, NaN]\n}",
                "config.json");
    assertThat(root.keyOrigin("heads")).hasToString("config.json:2:3");
    assertThat(root.get("heads").origin()).hasToString("config.json:2:12");
    ListNode list = (ListNode) root.get("list");
    assertThat(list.items())
        .extracting(item -> ((ScalarNode) item).text())
        .containsExactly("1.50", "x", "null", "true", "NaN");
    assertThat(list.items())
        .extracting(item -> ((ScalarNode) item).quoted())
        .containsExactly(false, true, false, false, false);
    assertThat(list.items().get(2).isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1, \"a\": 2}  | x.json:1:10: the key \"a\" is written twice (first at x.json:1:2)",
        "{\"a\": 1            | the JSON ends too early",
        "{\"a\": }            | x.json:1:7: this is not JSON",
        "{a: 1}               | this is not JSON",
        "{} {}                | x.json:1:4: a second value begins here",
        "``                   | x.json: the file is empty"
      })
  void badJsonHasItsPlace(String text, String message) {
    BadInputException failure =
        catchThrowableOfType(BadInputException.class, () -> LocatedJson.parse(text, "x.json"));
    assertThat(failure).isNotNull();
    assertThat(failure).hasMessageContaining(message).hasMessageNotContaining("com.fasterxml");
  }

  @Test
  void nestingHasALimit() {
    assertThatThrownBy(() -> LocatedJson.parse("[".repeat(100_000), "x.json"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nested more than 200 deep");
  }

  @Test
  void aFileAboveTheGivenLimitIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "[1, 2, 3]");
    assertThat(((ListNode) LocatedJson.read(file)).size()).isEqualTo(3);
    assertThatThrownBy(() -> LocatedJson.read(file, 8))
        .hasMessageContaining("the limit is 8 bytes");
  }
}
