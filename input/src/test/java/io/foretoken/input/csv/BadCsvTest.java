package io.foretoken.input.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadCsvTest {
  private static final CsvLimits SMALL = new CsvLimits(1_000, 10, 20);

  @TempDir Path folder;

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.csv"), bytes);
  }

  private Path write(String text) throws IOException {
    return write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads every row, column 0 as a whole number and column 1, if there is one, as a double. */
  private List<Problem> readAll(Path file) {
    try (CsvReader csv = CsvReader.open(file, SMALL)) {
      while (csv.next()) {
        csv.row().longAt(0, 0, 1000);
        if (csv.header().size() > 1) {
          csv.row().doubleAt(1);
        }
      }
      return csv.problems().list();
    }
  }

  private String place(Path file, String position) {
    return file + ":" + position;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,NaN       | 2:3 | b | found NaN, which is not a finite number",
        "1,inf       | 2:3 | b | found inf, which is not a finite number",
        "1,1e999     | 2:3 | b | found 1e999",
        "1,0x10      | 2:3 | b | found \"0x10\", which is not a number",
        "1,1.5f      | 2:3 | b | found \"1.5f\", which is not a number",
        "1,1.2.3     | 2:3 | b | found \"1.2.3\", which is not a number",
        "1,          | 2:3 | b | found nothing where a number is wanted",
        "1,.         | 2:3 | b | found \".\", which is not a number",
        "1,-         | 2:3 | b | found \"-\", which is not a number",
        "x,1         | 2:1 | a | found \"x\", which is not a number",
        "1.5,1       | 2:1 | a | found 1.5, which is not a whole number",
        "1001,1      | 2:1 | a | found \"1001\", which is out of range",
        "-1,1        | 2:1 | a | found \"-1\", which is out of range",
        "99999999999999999999,1 | 2:1 | a | out of range",
        "\"12\",zwei | 2:6 | b | found \"zwei\", which is not a number"
      })
  void badFieldsHaveTheirPlaceAndColumn(String row, String position, String column, String message)
      throws IOException {
    Path file = write("a,b\n" + row + "\n");
    List<Problem> found = readAll(file);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).origin()).hasToString(place(file, position));
    assertThat(found.get(0).path()).isEqualTo(column);
    assertThat(found.get(0).message()).contains(message);
    assertThat(found.get(0).hint()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2\\n3\\n4,5         | 3:1 | the row has 1 fields, the header 2",
        "1,2,3                 | 2:1 | the row has 3 fields, the header 2",
        "1,\"2\\n3,4\\n        | 2:3 | the quotation that begins here never ends",
        "1,\"                  | 2:3 | the quotation that begins here never ends",
        "1,2\\n\"3\"\"         | 3:1 | the quotation that begins here never ends",
        "1,\"2\"x              | 2:1 | found text after a closing quote"
      })
  void damagedRowsHaveTheirPlace(String rows, String position, String message) throws IOException {
    Path file = write("a,b\n" + rows.replace("\\n", "\n"));
    List<Problem> found = readAll(file);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).origin()).hasToString(place(file, position));
    assertThat(found.get(0).message()).contains(message);
  }

  @Test
  void veryLongNumbersAreRefusedShortly() throws IOException {
    String digits = "9".repeat(400);
    List<Problem> found = readAll(write("a,b\n" + digits + "," + digits + "\n"));
    assertThat(found).hasSize(2);
    assertThat(found).allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(120));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a,b\n1,\"2\"\n", "a,b\n1,\"2\"", "a,b\n\"1\",\"2\"\r\n", "a,b\n1,\"2\"\n\n\n"})
  void closedQuotationsAreFine(String text) throws IOException {
    assertThat(readAll(write(text))).isEmpty();
  }

  @Test
  void strayQuotesInsideAFieldAreNoUnclosedQuotation() throws IOException {
    try (CsvReader csv = CsvReader.open(write("a,b\n5\" disk,\"x\"\n"), SMALL)) {
      assertThat(csv.next()).isTrue();
      assertThat(csv.row().text(0)).isEqualTo("5\" disk");
      assertThat(csv.next()).isFalse();
      assertThat(csv.problems().isEmpty()).isTrue();
    }
  }

  @Test
  void aMissingColumnNamesItsNearest() throws IOException {
    Path file = write("arrival,tokens\n1,2\n");
    try (CsvReader csv = CsvReader.open(file, SMALL)) {
      assertThat(csv.column("arival")).isEqualTo(-1);
      assertThat(csv.column("output_length")).isEqualTo(-1);
      assertThatThrownBy(() -> csv.problems().throwIfAny())
          .hasMessage(
              """
              %1$s:1:1: there is no column "arival"
                  did you mean "arrival"? columns found: arrival, tokens
              %1$s:1:1: there is no column "output_length"
                  columns found: arrival, tokens"""
                  .formatted(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "\uFEFF"})
  void anEmptyFileIsRefused(String text) throws IOException {
    Path file = write(text);
    assertThatThrownBy(() -> CsvReader.open(file, SMALL))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the file is empty");
  }

  @Test
  void aHeaderAloneHasNoRows() throws IOException {
    try (CsvReader csv = CsvReader.open(write("a,b\n"), SMALL)) {
      assertThat(csv.next()).isFalse();
      assertThat(csv.problems().isEmpty()).isTrue();
    }
  }

  @Test
  void aColumnWrittenTwiceIsRefused() throws IOException {
    Path file = write("a,b,a\n1,2,3\n");
    assertThatThrownBy(() -> CsvReader.open(file, SMALL))
        .hasMessageContaining("a.csv:1:5: the column \"a\" is there twice");
  }

  @Test
  void readingStopsAfterTwentyProblems() throws IOException {
    List<Problem> found = readAll(write("a,b\n" + "x,y\n".repeat(1_000)));
    // Two problems a row: ten rows, then the note that reading stopped.
    assertThat(found).hasSize(21);
    assertThat(found.get(20).message()).contains("reading stopped here after 20 problems");
    assertThat(found.get(20).origin().line()).isEqualTo(11);
  }

  @Test
  void rowsHaveALimitOnLengthAndFields() throws IOException {
    assertThat(readAll(write("a\n" + "9".repeat(1_001) + "\n")).get(0).message())
        .isEqualTo("the row that begins here is longer than 1000 characters");
    assertThat(readAll(write("a\n1\n" + "1,".repeat(10) + "\n")).get(0))
        .hasToString(
            folder.resolve("a.csv")
                + ":3:1: the row that begins here has more than 10 fields\n"
                + "    is a quotation not closed, or is this another kind of file?");
    Path wide = write("1,".repeat(11));
    assertThatThrownBy(() -> CsvReader.open(wide, SMALL))
        .hasMessageContaining("more than 10 fields");
    assertThat(readAll(write("a\n1\n\"" + "9\n".repeat(60_000))).get(0).message())
        .contains("longer than 1000 characters");
  }

  @Test
  void bytesThatAreNotUtf8HaveAPlace() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("a,b\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    bytes.write("1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    List<Problem> found = new java.util.ArrayList<>();
    try (CsvReader csv = CsvReader.open(write(bytes.toByteArray()), SMALL)) {
      while (csv.next()) {
        csv.row().text(0);
      }
      found.addAll(csv.problems().list());
    }
    assertThat(found).hasSize(1);
    assertThat(found.get(0).origin()).hasToString(place(folder.resolve("a.csv"), "10001:3"));
    assertThat(found.get(0).message()).isEqualTo("the text is not UTF-8 here");
  }

  @Test
  void aCharacterCutOffAtTheEndIsNotUtf8() throws IOException {
    byte[] text = "a\n1\u00e9".getBytes(StandardCharsets.UTF_8);
    List<Problem> found = readAll(write(Arrays.copyOf(text, text.length - 1)));
    assertThat(found).extracting(Problem::message).containsExactly("the text is not UTF-8 here");
  }

  @Test
  void aGzipCutShortIsAProblem() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write("a,b\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 50_000; i++) {
        out.write(("" + i % 1000 + "," + i * 7 + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    Path file = write(Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
    assertThat(readAll(file))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("the file cannot be read to its end");
  }

  @Test
  void directoriesAndMissingFilesAreProblems() {
    assertThatThrownBy(() -> CsvReader.open(folder, SMALL)).hasMessageContaining("a directory");
    assertThatThrownBy(() -> CsvReader.open(folder.resolve("none.csv"), SMALL))
        .hasMessageContaining("no such file");
  }
}
