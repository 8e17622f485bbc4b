package io.foretoken.input.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonCursorTest {
  private static final long LIMIT = 10_000;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("a.json"), text);
  }

  private static List<String> sums(Path file) {
    List<String> found = new ArrayList<>();
    try (JsonCursor json = JsonCursor.open(file, LIMIT)) {
      while (json.nextRoot()) {
        json.object(
            key -> {
              if (key.equals("x")) {
                double sum = 0;
                for (double number : json.numbers()) {
                  sum += number;
                }
                found.add(key + sum);
              }
            });
      }
      json.problems().throwIfAny();
    }
    return found;
  }

  @Test
  void valuesFollowEachOtherAndWhatIsNotAskedForIsPassedOver() throws IOException {
    Path file =
        file("{\"deep\": {\"x\": [9, {\"x\": 9}]}, \"x\": [1, 2.5]}\n{\"x\": null}\n{\"x\":[3]}");
    assertThat(sums(file)).containsExactly("x3.5", "x0.0", "x3.0");
  }

  @Test
  void gzipIsUnpackedAndPythonsNumbersAreNumbers() throws IOException {
    Path file = folder.resolve("a.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"x\": [Infinity]} {\"x\": [NaN, 1]}".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(sums(file)).containsExactly("xInfinity", "xNaN");
  }

  @Test
  void wholeNumbersAreExactBeyondDoubles() throws IOException {
    try (JsonCursor json = JsonCursor.open(file("[1760000000000000001, 12.0]"), LIMIT)) {
      json.nextRoot();
      List<Long> wholes = new ArrayList<>();
      json.list(() -> wholes.add(json.whole(-1)));
      assertThat(wholes).containsExactly(1760000000000000001L, 12L);
    }
  }

  @Test
  void whatIsOfAnotherKindIsSaidWithItsPlaceAndReadingGoesOn() throws IOException {
    Path file = file("{\"x\": [1, \"two\"],\n \"y\": 1}\n{\"x\": 7}");
    assertThatThrownBy(() -> sums(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.json:1:11: x[1]: found \"two\" where a number is wanted")
        .hasMessageContaining("a.json:3:7: x: found \"7\" where a list is wanted");
  }

  @Test
  void aFileThatIsCutShortSaysWhere() throws IOException {
    assertThatThrownBy(() -> sums(file("{\"x\": [1,\n 2")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("a.json:2:3: the JSON ends too early");
    assertThatThrownBy(() -> sums(file("{\"x\": [1,]}")))
        .hasMessageContaining("a.json:1:")
        .hasMessageContaining("this is not JSON");
  }

  @Test
  void tooLargeTooDeepAndNotUtf8AreRefused() throws IOException {
    assertThatThrownBy(() -> sums(file(" ".repeat((int) LIMIT + 1))))
        .hasMessageContaining("too large");
    Path packed = folder.resolve("b.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(("[" + "1,".repeat((int) LIMIT) + "1]").getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> sums(packed)).hasMessageContaining("too large, more than 10000");
    assertThatThrownBy(() -> sums(file("{\"y\":" + "[".repeat(300))))
        .hasMessageContaining("nested more than 200 deep");
    Path bytes =
        Files.write(folder.resolve("c.json"), new byte[] {'[', '"', (byte) 0xff, '"', ']'});
    assertThatThrownBy(() -> sums(bytes)).hasMessageContaining("not UTF-8");
  }

  @Test
  void problemsEndAtALimit() throws IOException {
    assertThatThrownBy(() -> sums(file("{\"x\": [" + "\"a\",".repeat(50) + "1]}")))
        .isInstanceOfSatisfying(
            BadInputException.class,
            e -> assertThat(e.problems()).hasSize(JsonCursor.MAX_PROBLEMS + 1));
  }

  @Test
  void theOutlineNamesKeysToADepthOfTheFirstValueOnly() throws IOException {
    JsonOutline outline =
        JsonOutline.of(
            file("[{\"a\": {\"b\": [{\"c\": 1}]}}, {\"later\": 1}]\n{\"other\": 1}"), LIMIT);
    assertThat(outline.paths())
        .containsExactlyInAnyOrder("[]", "[].a", "[].a.b", "[].a.b[]", "[].a.b[].c");
    assertThat(JsonOutline.of(file("{\"a\": 1, \"b\": "), LIMIT).paths()).contains("a");
  }
}
