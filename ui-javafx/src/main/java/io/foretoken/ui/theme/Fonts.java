package io.foretoken.ui.theme;

import io.foretoken.scenario.chart.PngPainter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javafx.scene.text.Font;

/** IBM Plex Sans and Mono, which come with the program. JavaFX tells weights apart by family. */
public final class Fonts {
  /** Family of running text. */
  public static final String REGULAR = "IBM Plex Sans";

  /** Family of labels and buttons. */
  public static final String MEDIUM = "IBM Plex Sans Medium";

  /** Family of titles and answers. */
  public static final String STRONG = "IBM Plex Sans SemiBold";

  /** Family of code. */
  public static final String MONO = "IBM Plex Mono";

  private static final double ANY_SIZE = 12;

  private Fonts() {}

  /** Makes them known to JavaFX; to be called before the first window. */
  public static void load() {
    load(PngPainter.class, "IBMPlexSans-Regular.ttf");
    load(PngPainter.class, "IBMPlexSans-SemiBold.ttf");
    load(Fonts.class, "IBMPlexSans-Medium.ttf");
    load(Fonts.class, "IBMPlexMono-Regular.ttf");
  }

  private static void load(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null || Font.loadFont(in, ANY_SIZE) == null) {
        throw new IllegalStateException("the font " + file + " cannot be loaded");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
