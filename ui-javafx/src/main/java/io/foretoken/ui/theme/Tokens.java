package io.foretoken.ui.theme;

import io.foretoken.scenario.chart.Ink;
import io.foretoken.scenario.chart.Theme;
import java.util.Locale;

/**
 * The colours of one theme: those that charts and reports have ({@link Ink}), and the three that
 * only controls need.
 *
 * @param theme whose they are
 * @param accent ground of the one strong button, 0xRRGGBB
 * @param onAccent text on it
 * @param focus ring around what has the focus
 */
public record Tokens(Theme theme, int accent, int onAccent, int focus) {
  private static final int CHART_HUES = 8;

  /** The colours by day. */
  public static final Tokens LIGHT = new Tokens(Theme.LIGHT, 0x1E2835, 0xFFFFFF, 0x2E6CCE);

  /** The colours by night. */
  public static final Tokens DARK = new Tokens(Theme.DARK, 0xE7EBF0, 0x12161B, 0x5B9CEB);

  /** Those of a theme. */
  public static Tokens of(Theme theme) {
    return theme == Theme.LIGHT ? LIGHT : DARK;
  }

  /** A style sheet that sets all of them as looked-up colours of the root. */
  public String css() {
    StringBuilder css = new StringBuilder(".root {\n");
    for (Ink ink : Ink.values()) {
      line(css, "-ft-" + ink.name().toLowerCase(Locale.ROOT).replace('_', '-'), ink.hex(theme));
    }
    line(css, "-ft-accent", hex(accent));
    line(css, "-ft-on-accent", hex(onAccent));
    line(css, "-ft-focus", hex(focus));
    atlantaFx(css);
    return css.append("}\n").toString();
  }

  /** What the theme of the controls calls them. */
  private void atlantaFx(StringBuilder css) {
    ink(css, "-color-bg-default", Ink.SURFACE);
    ink(css, "-color-bg-overlay", Ink.SURFACE);
    ink(css, "-color-bg-inset", Ink.INSET);
    ink(css, "-color-bg-subtle", Ink.INSET);
    ink(css, "-color-cell-bg-selected", Ink.SELECTED);
    ink(css, "-color-cell-bg-selected-focused", Ink.SELECTED);
    ink(css, "-color-cell-fg-selected", Ink.INK);
    ink(css, "-color-cell-fg-selected-focused", Ink.INK);
    ink(css, "-color-border-default", Ink.LINE);
    ink(css, "-color-border-muted", Ink.SOFT);
    ink(css, "-color-border-subtle", Ink.SOFT);
    ink(css, "-color-fg-default", Ink.INK);
    ink(css, "-color-fg-muted", Ink.INK_2);
    ink(css, "-color-fg-subtle", Ink.INK_3);
    line(css, "-color-fg-emphasis", hex(onAccent));
    line(css, "-color-accent-emphasis", hex(accent));
    line(css, "-color-accent-fg", hex(accent));
    line(css, "-color-accent-muted", hex(focus) + "66");
    ink(css, "-color-accent-subtle", Ink.SELECTED);
    line(css, "-color-input-border-focused", hex(focus));
    line(css, "-color-button-border-focused", hex(focus));
    ink(css, "-color-success-fg", Ink.OK);
    ink(css, "-color-success-subtle", Ink.OK_GROUND);
    ink(css, "-color-warning-fg", Ink.WARN);
    ink(css, "-color-warning-subtle", Ink.WARN_GROUND);
    ink(css, "-color-danger-fg", Ink.ERROR);
    ink(css, "-color-danger-emphasis", Ink.ERROR);
    ink(css, "-color-danger-subtle", Ink.ERROR_GROUND);
    Ink[] hues = {
      Ink.BLUE, Ink.ORANGE, Ink.GREEN, Ink.PURPLE, Ink.GOLD, Ink.SKY, Ink.WINE, Ink.SLATE
    };
    for (int hue = 0; hue < CHART_HUES; hue++) {
      ink(css, "-color-chart-" + (hue + 1), hues[hue]);
    }
  }

  private void ink(StringBuilder css, String name, Ink ink) {
    line(css, name, ink.hex(theme));
  }

  private static void line(StringBuilder css, String name, String value) {
    css.append("  ").append(name).append(": ").append(value).append(";\n");
  }

  private static String hex(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }
}
