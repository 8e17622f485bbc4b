package io.foretoken.input.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadYamlTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a:\\n\\tb: 1            | 2:1 | found a tab where only spaces are allowed",
        "a: 1\\na: 2             | 2:1 | the key \"a\" is written twice (first at a.yaml:1:1)",
        "a: {b: 1, b: 2}         | 1:11 | the key \"b\" is written twice",
        "a: 1\\n  b: 2           | 2:4 | found a ':' where no key can be",
        "a: b: c                 | 1:5 | found a ':' where no key can be",
        "a: [1, 2\\nb: 3         | 2:2 | the list that begins at a.yaml:1:4 is not closed",
        "a: {b: 1\\nc: 3         | 2:2 | the map that begins at a.yaml:1:4 is not closed",
        "a: \"abc                | 1:4 | a quotation that begins here never ends",
        "a: 'abc\\nb: 1          | 1:4 | a quotation that begins here never ends",
        "a: 1\\nb                | 2:1 | this line is no key: value",
        "a: *x                   | 1:4 | the alias *x has no anchor before it",
        "a: &x [*x]              | 1:8 | the alias *x has no anchor before it",
        "a: @b                   | 1:4 | found a character that cannot begin a value",
        "a: 1\\n---\\nb: 2       | 2:1 | a second document begins here",
        "a: {<<: 3}              | 1:9 | found \"3\" where a map to merge is wanted",
        "[1]: 2                  | 1:1 | found a list where a key is wanted",
        "~: 2                    | 1:1 | found nothing where a key is wanted",
        "a: !!str 0.10           | 1:4 | found the tag !!str",
        "a: !x {b: 1}            | 1:4 | found the tag !x",
        "x: &a {}\\ny: &b {}\\nz: {<<: *a, <<: *b} | 3:13 | the key \"<<\" is written twice",
        "a:\\n  - 1\\n b: 2      | 3:2 | this does not fit the map that begins at a.yaml:1:1",
        "- 1                     | 1:1 | found a list where a map of keys is wanted",
        "hello                   | 1:1 | found \"hello\" where a map of keys is wanted"
      })
  void everyMistakeHasItsPlaceAndPlainWords(String text, String place, String message) {
    BadInputException failure =
        catchThrowableOfType(
            BadInputException.class,
            () -> LocatedYaml.parseMap(text.replace("\\n", "\n").replace("\\t", "\t"), "a.yaml"));
    assertThat(failure).isNotNull();
    assertThat(failure.getMessage()).startsWith("a.yaml:" + place + ": ").contains(message);
    assertThat(failure.problems().get(0).hint()).isNotEmpty();
  }

  @Test
  void aCharacterThatIsNoTextHasItsPlace() {
    assertThatThrownBy(() -> LocatedYaml.parse("a: 1\nb: x\u0000y\n", "a.yaml"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.yaml:2:5: found the character U+0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "---\n...\n"})
  void anEmptyFileIsRefused(String text) {
    assertThatThrownBy(() -> LocatedYaml.parse(text, "a.yaml"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.yaml: the file is empty");
  }

  @Test
  void severalMistakesAreReportedTogether() {
    BadInputException failure =
        catchThrowableOfType(
            BadInputException.class,
            () -> LocatedYaml.parse("a: 1\na: 2\nb: *x\nc: !!int 3\n", "a.yaml"));
    assertThat(failure.problems()).hasSize(3);
  }

  @Test
  void aliasesOfAliasesThatExplodeAreRefusedAtOnce() {
    // Nine levels of nine aliases each stand for 9^9 = 387 million values.
    StringBuilder text = new StringBuilder("a0: &a0 x\n");
    for (int level = 1; level <= 9; level++) {
      String alias = "*a" + (level - 1);
      text.append("a%d: &a%d [%s]\n".formatted(level, level, (alias + ", ").repeat(8) + alias));
    }
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            assertThatThrownBy(() -> LocatedYaml.parse(text.toString(), "a.yaml"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("more than 200000 values once its aliases are written out"));
  }

  @Test
  void mergesThatExplodeAreRefusedToo() {
    StringBuilder text = new StringBuilder("m0: &m0 {k: v}\n");
    for (int level = 1; level <= 30; level++) {
      text.append("m%d: &m%d {x: *m%d, <<: *m%d}\n".formatted(level, level, level - 1, level - 1));
    }
    // Each level stands for twice the one below it: 2^30 values.
    assertThatThrownBy(() -> LocatedYaml.parse(text.toString(), "a.yaml"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void nestingHasALimit() {
    int depth = LocatedYaml.MAX_DEPTH;
    assertThat(LocatedYaml.parse("[".repeat(depth) + "]".repeat(depth), "a.yaml")).isNotNull();
    assertThatThrownBy(() -> LocatedYaml.parse("[".repeat(depth + 1) + "]".repeat(depth + 1), "a"))
        .hasMessageContaining("nested more than 64 deep");
    assertThatThrownBy(() -> LocatedYaml.parse("[".repeat(100_000), "a.yaml"))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void nestingThroughAliasesHasTheSameLimit() {
    StringBuilder text = new StringBuilder("a0: &a0 x\n");
    for (int level = 1; level <= 70; level++) {
      text.append("a%d: &a%d [*a%d]\n".formatted(level, level, level - 1));
    }
    assertThatThrownBy(() -> LocatedYaml.parse(text.toString(), "a.yaml"))
        .hasMessageContaining("a.yaml:65:")
        .hasMessageContaining("nested more than 64 deep");
  }

  @Test
  void aFileOfTwoHundredMegabytesAnswersAtOnce() throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200_000_000L);
    }
    assertThatThrownBy(() -> LocatedYaml.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("too large: 200,000,000 bytes");
  }

  @Test
  void aTextOfTheLargestSizeIsRead() {
    String line = "k%07d: %s\n";
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < LocatedYaml.MAX_BYTES - 200; i++) {
      text.append(line.formatted(i, "v".repeat(150)));
    }
    assertThat(LocatedYaml.parseMap(text.toString(), "a.yaml").size()).isGreaterThan(10_000);
  }

  @Test
  void directoriesAndMissingFilesAreProblems() {
    assertThatThrownBy(() -> LocatedYaml.read(folder)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> LocatedYaml.read(folder.resolve("none.yaml")))
        .isInstanceOf(BadInputException.class);
  }
}
