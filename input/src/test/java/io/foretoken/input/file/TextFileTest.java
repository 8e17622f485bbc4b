package io.foretoken.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foretoken.input.problem.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  @TempDir Path folder;

  @Test
  void leavesOutTheByteOrderMark() throws IOException {
    Path file = Files.writeString(folder.resolve("bom.txt"), "\uFEFFa: ü");
    assertThat(TextFile.read(file, 100)).isEqualTo("a: ü");
  }

  @Test
  void aMissingFileNamesItsNeighbour() throws IOException {
    Files.writeString(folder.resolve("scenario.yaml"), "a: 1");
    assertThatThrownBy(() -> TextFile.read(folder.resolve("senario.yaml"), 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("senario.yaml: there is no such file")
        .hasMessageContaining("did you mean \"scenario.yaml\"?");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> TextFile.read(folder, 100))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("this is a directory");
  }

  @Test
  void aFileOfTwoHundredMegabytesIsRefusedUnread() throws IOException {
    Path file = folder.resolve("huge.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200_000_000L);
    }
    // Refused by its size: had it been read, its NUL characters would be the complaint.
    assertThatThrownBy(() -> TextFile.read(file, 3_000_000))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("the file is too large: 200,000,000 bytes")
        .hasMessageContaining("the limit is 3,000,000 bytes");
  }

  @Test
  void exactlyTheLimitIsRead() throws IOException {
    Path file = Files.writeString(folder.resolve("ten.txt"), "0123456789");
    assertThat(TextFile.read(file, 10)).hasSize(10);
    assertThatThrownBy(() -> TextFile.read(file, 9)).hasMessageContaining("10 bytes");
  }

  @Test
  void bytesThatAreNotUtf8HaveAPlace() throws IOException {
    byte[] latin1 = "a: 1\nb: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin1.yaml"), latin1);
    // "b: caf" is six characters long, so the bad byte is the seventh of line 2.
    assertThatThrownBy(() -> TextFile.read(file, 100))
        .hasMessageContaining("latin1.yaml:2:7: the text is not UTF-8 here");
  }
}
