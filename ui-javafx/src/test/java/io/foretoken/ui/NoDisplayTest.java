package io.foretoken.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.foretoken.scenario.workbench.NoDisplayException;
import org.junit.jupiter.api.Test;

/** What JavaFX throws on bare machines, as seen there. */
class NoDisplayTest {
  private static NoDisplayException of(Throwable failure) {
    return NoDisplay.of(new RuntimeException(failure)).orElseThrow();
  }

  @Test
  void aMachineWithoutADisplayIsToldHowToGetOne() {
    NoDisplayException refusal = of(new UnsupportedOperationException("Unable to open DISPLAY"));

    assertThat(refusal).hasMessage("there is no display to open a window on");
    assertThat(refusal.hint()).contains("ssh -X").contains("xvfb");
  }

  @Test
  void missingLibrariesAreNamedWithTheirPackages() {
    NoDisplayException gtk =
        of(new UnsatisfiedLinkError("libglassgtk3.so: libgtk-3.so.0: cannot open shared object"));
    NoDisplayException pango =
        of(new UnsatisfiedLinkError("libjavafx_font_pango.so: libpango-1.0.so.0: cannot open"));

    assertThat(gtk.getMessage()).startsWith("GTK 3");
    assertThat(pango.getMessage()).startsWith("Pango");
    assertThat(gtk.hint()).contains("libgtk-3-0");
    assertThat(pango.hint()).contains("libpango-1.0-0");
  }

  @Test
  void anyOtherFailureIsADefect() {
    assertThat(NoDisplay.of(new IllegalStateException("3 of 4"))).isEmpty();
  }
}
