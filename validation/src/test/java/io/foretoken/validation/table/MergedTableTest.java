package io.foretoken.validation.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedTableTest {
  @TempDir private Path parent;

  private MergedTable read() {
    return MergedTable.read(CsvFolder.scan(parent), Set.of("id", "rate"), List.of("id"));
  }

  private void file(String name, String... lines) throws IOException {
    Path file = parent.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  @Test
  void everyFileWithTheColumnsCountsWhateverItsName() throws IOException {
    file("a.csv", "id,rate", "x,1");
    file("more/anything.csv", "rate,id,extra", "2,y,z");
    file("unknown.csv", "name,value", "w,3");
    file("notes.txt", "id,rate", "v,4");

    assertThat(read().rows()).extracting(row -> row.text("id")).containsExactly("x", "y");
  }

  @Test
  void rowsOfOneIdAreOneRowWithBlanksFilled() throws IOException {
    file("a.csv", "id,rate,ttft,split", "x,1.0,,holdout");
    file("b.csv", "id,rate,ttft,split", "x,1,250,dev");
    TableRow row = read().row("x");

    row.requireNoConflict();
    assertThat(row.text("ttft")).isEqualTo("250");
    assertThat(read().rows()).hasSize(1);
  }

  @Test
  void aContradictionNamesBothPlaces() throws IOException {
    file("a.csv", "id,rate", "x,1");
    file("b.csv", "id,rate", "w,3", "x,2");
    String folder = parent.getFileName().toString();

    assertThatThrownBy(() -> read().row("x").requireNoConflict())
        .isInstanceOf(UnusableRunException.class)
        .hasMessage("rate is 1 in " + folder + "/a.csv:2, but 2 in " + folder + "/b.csv:3");
  }

  @Test
  void whatMustBeThereIsNamedWithItsPlace() throws IOException {
    file("a.csv", "id,rate,tp", "x,fast,");
    TableRow row = read().row("x");
    String place = parent.getFileName() + "/a.csv:2";

    assertThatThrownBy(() -> row.number("rate", 0, 9))
        .hasMessage(place + ": rate \"fast\" is no number");
    assertThatThrownBy(() -> row.whole("tp", 1, 8)).hasMessage(place + ": \"tp\" is blank");
    assertThatThrownBy(() -> row.whole("dp", 1, 8))
        .hasMessage(place + ": there is no column \"dp\"");
    assertThat(row.whole("dp", 1, 8, 1)).isEqualTo(1);
  }

  @Test
  void aHalfLineIsAProblemAndTheRestIsRead() throws IOException {
    Files.writeString(parent.resolve("a.csv"), "id,rate,ttft\nx,1,2\ny,3");

    assertThat(read().rows()).hasSize(1);
    assertThat(read().problems()).hasSize(1);
    assertThat(read().problems().get(0).message()).isEqualTo("the row has 2 fields, the header 3");
  }
}
