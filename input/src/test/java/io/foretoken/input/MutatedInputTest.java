package io.foretoken.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.input.bind.JsonSchema;
import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.csv.CsvLimits;
import io.foretoken.input.csv.CsvReader;
import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is done to an input, its reader answers with a value or with problems that have a place,
 * never with another exception.
 */
class MutatedInputTest {
  private static final String YAML =
      """
      rate: 12/s
      window: &w {warmup: 1min, limits: [1, 2, 3]}
      other: {<<: *w, warmup: 500ms}
      name: "0.19"
      """;
  private static final String CSV = "id,arrival_s,name\n1,0.5,\"a,b\"\n2,1e-3,c\n3,7,\"d\"\"e\"\n";
  private static final String JSON =
      "{\"a\": [1, 2.5, true, null, \"x\\u00e9\"], \"b\": {\"c\": 1e9}}";
  private static final String ALPHABET =
      "abz019.-+eE:,;[]{}()\"'\\\n\r\t #&*!|>%@`~<=?/_\u00e9\u0000\u0007\uFEFF\u2028";

  @TempDir Path folder;

  record Window(TimeSpan warmup, List<Integer> limits) {}

  record Document(Rate rate, Window window, Window other, Optional<String> name) {}

  private static String mutate(String text, SplittableRandom random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int changes = random.nextInt(1, 6); changes > 0 && mutated.length() > 0; changes--) {
      int at = random.nextInt(mutated.length());
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> mutated.setCharAt(at, c);
        case 1 -> mutated.insert(at, c);
        case 2 -> mutated.deleteCharAt(at);
        default -> mutated.setLength(at);
      }
    }
    return mutated.toString();
  }

  private static void checkMessage(BadInputException failure) {
    assertThat(failure.problems()).isNotEmpty();
    assertThat(failure.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.origin().toString()).contains("file");
              assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
            });
  }

  @Test
  void mutatedYamlBindsOrHasProblems() {
    int refused = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      String text = mutate(YAML, new SplittableRandom(seed));
      try {
        MapNode root = LocatedYaml.parseMap(text, "file.yaml");
        Problems problems = new Problems();
        Object bound = RecordBinder.bind(root, Document.class, problems);
        assertThat(bound == null).as(text).isEqualTo(!problems.isEmpty());
        problems.throwIfAny();
      } catch (BadInputException e) {
        checkMessage(e);
        refused++;
      }
    }
    assertThat(refused).isBetween(2_000, 3_999);
    assertThat(JsonSchema.of(Document.class)).isNotEmpty();
  }

  @Test
  void mutatedJsonParsesOrHasProblems() {
    int refused = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      try {
        LocatedJson.parse(mutate(JSON, new SplittableRandom(seed)), "file.json");
      } catch (BadInputException e) {
        checkMessage(e);
        refused++;
      }
    }
    assertThat(refused).isBetween(2_000, 3_999);
  }

  @Test
  void mutatedCsvIsReadOrHasProblems() throws IOException {
    Path file = folder.resolve("file.csv");
    int refused = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      byte[] bytes = mutate(CSV, random).getBytes(StandardCharsets.UTF_8);
      if (bytes.length > 0 && random.nextInt(4) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      try (CsvReader csv = CsvReader.open(file, new CsvLimits(200, 8, 3))) {
        int id = csv.column("id");
        int arrival = csv.column("arrival_s");
        csv.problems().throwIfAny();
        while (csv.next()) {
          csv.row().longAt(id);
          csv.row().doubleAt(arrival);
        }
        csv.problems().throwIfAny();
      } catch (BadInputException e) {
        checkMessage(e);
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 999);
  }
}
