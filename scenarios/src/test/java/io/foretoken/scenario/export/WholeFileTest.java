package io.foretoken.scenario.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  private void assertNames(String... names) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  @Test
  void aFileHasThePermissionsOfAnyOther() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path file = folder.resolve("file");
    WholeFile.write(file, "10 µs\n");
    assertThat(file).hasContent("10 µs\n");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(plain));
    assertNames("plain", "file");
  }

  @Test
  void whatFailsHalfwayLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");
    assertThat(file).hasContent("old");
    assertNames("file");
  }

  @Test
  void linksStayAndWhatTheyLeadToIsWritten() throws IOException {
    Path real = folder.resolve("real");
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("real"));
    Path first = Files.createSymbolicLink(folder.resolve("first"), second);
    for (String text : new String[] {"one", "two"}) {
      // Once where nothing is yet at the end of the links, once where something is.
      WholeFile.write(first, text);
      assertThat(Files.isSymbolicLink(first)).isTrue();
      assertThat(Files.isSymbolicLink(second)).isTrue();
      assertThat(Files.isSymbolicLink(real)).isFalse();
      assertThat(real).hasContent(text);
    }
    assertNames("first", "second", "real");
  }

  @Test
  void aRingOfLinksIsSaid() throws IOException {
    Path ring = folder.resolve("ring");
    Files.createSymbolicLink(ring, ring);
    assertThatThrownBy(() -> WholeFile.write(ring, "text"))
        .isInstanceOf(FileSystemLoopException.class);
  }

  @Test
  void aFolderIsNotReplaced() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    assertThatThrownBy(() -> WholeFile.write(inner, "text")).isInstanceOf(IOException.class);
    assertThat(inner).isDirectory();
    assertNames("inner");
  }
}
