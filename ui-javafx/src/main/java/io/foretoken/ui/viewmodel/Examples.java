package io.foretoken.ui.viewmodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Scenarios to start from: three of those that ship. */
public final class Examples {
  /** All of them. */
  public static final List<Example> ALL =
      List.of(
          new Example("batch-size-sweep"),
          new Example("llama-70b-tp4"),
          new Example("mixtral-moe"));

  private Examples() {}

  /**
   * One of them.
   *
   * @param name of its file, without the ending
   */
  public record Example(String name) {
    /** Its text. */
    public String text() {
      try (InputStream in = Examples.class.getResourceAsStream("examples/" + name + ".yaml")) {
        return new String(in.readAllBytes(), SafeFile.TEXT);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
