package io.foretoken.input.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReaderTest {
  @TempDir Path folder;

  private CsvReader open(String text) throws IOException {
    return CsvReader.open(Files.writeString(folder.resolve("a.csv"), text), CsvLimits.DEFAULT);
  }

  @Test
  void readsTypedFieldsByColumnName() throws IOException {
    try (CsvReader csv = open("id,arrival_s,model\n1,0.25,llama\n2,1e-3,\"a, \"\"b\"\"\"\n")) {
      int id = csv.column("id");
      int arrival = csv.column("arrival_s");
      int model = csv.column("model");
      CsvRow row = csv.row();
      assertThat(csv.next()).isTrue();
      assertThat(row.longAt(id)).isEqualTo(1);
      assertThat(row.doubleAt(arrival)).isEqualTo(0.25);
      assertThat(row.textEquals(model, "llama")).isTrue();
      assertThat(row.textEquals(model, "llamb")).isFalse();
      assertThat(csv.next()).isTrue();
      assertThat(row.doubleAt(arrival)).isEqualTo(0.001);
      assertThat(row.text(model)).isEqualTo("a, \"b\"");
      assertThat(csv.next()).isFalse();
      assertThat(csv.problems().isEmpty()).isTrue();
    }
  }

  @Test
  void takesByteOrderMarkCarriageReturnsBlankLinesAndSpacesInTheHeader() throws IOException {
    try (CsvReader csv = open("\uFEFFa, b\r\n1,2\r\n\r\n3,4")) {
      assertThat(csv.header()).containsExactly("a", "b");
      List<Long> read = new ArrayList<>();
      while (csv.next()) {
        read.add(csv.row().longAt(0) * 10 + csv.row().longAt(1));
      }
      assertThat(read).containsExactly(12L, 34L);
    }
  }

  @Test
  void readsGzipWhateverTheFileIsCalled() throws IOException {
    Path file = folder.resolve("packed.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("a\n7\n".getBytes(StandardCharsets.UTF_8));
    }
    try (CsvReader csv = CsvReader.open(file, CsvLimits.DEFAULT)) {
      assertThat(csv.next()).isTrue();
      assertThat(csv.row().longAt(0)).isEqualTo(7);
    }
  }

  @Test
  void everyFieldKnowsItsPlaceBehindQuotesAndLineBreaks() throws IOException {
    try (CsvReader csv = open("a,b,c\n\"x\"\"y\",22,\"p\nqr\"\n\"s\nt\",5,6\n")) {
      assertThat(csv.headerOrigin(2)).hasToString(csv.name() + ":1:5");
      csv.next();
      // "x""y" takes six characters and a comma, so b is at 8; 22 and a comma, so c is at 11.
      assertThat(csv.row().origin(1)).hasToString(csv.name() + ":2:8");
      assertThat(csv.row().origin(2)).hasToString(csv.name() + ":2:11");
      csv.next();
      // The row begins on line 4; its first field ends on line 5 with t, a quote and a comma.
      assertThat(csv.row().origin(0)).hasToString(csv.name() + ":4:1");
      assertThat(csv.row().origin(1)).hasToString(csv.name() + ":5:4");
    }
  }

  @Test
  void blankFieldsCanBeAskedFor() throws IOException {
    try (CsvReader csv = open("a,b\n ,1\n")) {
      csv.next();
      assertThat(csv.row().isBlank(0)).isTrue();
      assertThat(csv.row().isBlank(1)).isFalse();
      assertThat(csv.optionalColumn("z")).isEqualTo(-1);
    }
  }

  @Test
  void doublesAreTheNearestOnesWhateverTheirLength() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      texts.add(Double.toString((random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(60))));
      texts.add(String.format(Locale.ROOT, "%.6f", random.nextDouble() * 1e6));
      texts.add(Long.toString(random.nextLong() >> random.nextInt(64)));
    }
    texts.addAll(List.of("0", "-0.0", "9007199254740993", ".5", "5.", "1E5", "007"));
    try (CsvReader csv = open("x\n" + String.join("\n", texts) + "\n")) {
      for (String text : texts) {
        assertThat(csv.next()).isTrue();
        assertThat(csv.row().doubleAt(0)).as(text).isEqualTo(Double.parseDouble(text));
      }
      assertThat(csv.problems().isEmpty()).isTrue();
    }
  }

  @Test
  void wholeNumbersReachTheEndsOfTheirRange() throws IOException {
    try (CsvReader csv = open("x\n9223372036854775807\n-9223372036854775808\n12.0\n1e3\n-0\n")) {
      long[] expected = {Long.MAX_VALUE, Long.MIN_VALUE, 12, 1000, 0};
      for (long value : expected) {
        assertThat(csv.next()).isTrue();
        assertThat(csv.row().longAt(0)).isEqualTo(value);
      }
      assertThat(csv.problems().isEmpty()).isTrue();
    }
  }

  @Test
  void readsManyRowsThroughOneRowObject() throws IOException {
    StringBuilder text = new StringBuilder("i,square\n");
    for (long i = 0; i < 100_000; i++) {
      text.append(i).append(',').append(i * i).append('\n');
    }
    try (CsvReader csv = open(text.toString())) {
      CsvRow row = csv.row();
      long rows = 0;
      while (csv.next()) {
        assertThat(csv.row()).isSameAs(row);
        long i = row.longAt(0);
        if (row.longAt(1) != i * i || i != rows) {
          throw new AssertionError("row " + rows + " holds " + row.text(0) + "," + row.text(1));
        }
        rows++;
      }
      assertThat(rows).isEqualTo(100_000);
    }
  }
}
