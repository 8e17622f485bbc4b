package io.foretoken.scenario.chart;

import java.util.List;
import java.util.Locale;

/**
 * A colour by its role, with its value in each theme. The values are those of the look; under
 * protanopia, deuteranopia and tritanopia any two of the eight hues stay apart, and marks have a
 * contrast of 3:1 or better on the surface, texts ({@code *_TEXT}) 4.5:1.
 */
public enum Ink {
  CANVAS(0xF3F5F7, 0x0F1216),
  SURFACE(0xFFFFFF, 0x161A20),
  INSET(0xF7F8FA, 0x1B2027),
  SELECTED(0xE6EAF0, 0x2A313B),
  LINE(0xD5DAE1, 0x2E353F),
  SOFT(0xE7EAEF, 0x242A33),
  INK(0x18202B, 0xE7EBF0),
  INK_2(0x4E5967, 0xAAB4C0),
  INK_3(0x65707B, 0x8B95A2),
  GRID(0xE9ECF0, 0x242A32),
  HATCH(0xDDE2E8, 0x2A313A),
  MUTE(0x929CA8, 0x6B7682),
  OK(0x1F6E4F, 0x72DEAB),
  OK_GROUND(0xE4F2EB, 0x16302A),
  WARN(0x7A5A00, 0xE7D146),
  WARN_GROUND(0xFBF1D6, 0x332D14),
  ERROR(0xB3261E, 0xFF8F86),
  ERROR_GROUND(0xFCEBE9, 0x3A1F1E),
  BLUE(0x2E6CCE, 0x3F8ADF),
  BLUE_TEXT(0x2560BE, 0x6BA8EE),
  ORANGE(0xDE7035, 0xEE8144),
  ORANGE_TEXT(0xAE4A12, 0xF29A68),
  GREEN(0x1F6E4F, 0x72DEAB),
  GREEN_TEXT(0x1F6E4F, 0x72DEAB),
  PURPLE(0xA63997, 0xE69AF8),
  PURPLE_TEXT(0x9A3189, 0xE69AF8),
  GOLD(0x84691A, 0xE7D146),
  GOLD_TEXT(0x755C10, 0xE7D146),
  SKY(0x529BB6, 0xBFEAFC),
  SKY_TEXT(0x2B738F, 0xBFEAFC),
  WINE(0x7A2029, 0xBC4C64),
  WINE_TEXT(0x7A2029, 0xE58599),
  SLATE(0x414B58, 0x9298A1),
  SLATE_TEXT(0x414B58, 0xAAB1BA),
  LEVEL_1(0x6494DB, 0x316DB6),
  LEVEL_2(0x3F74C6, 0x4A8BD8),
  LEVEL_3(0x2556A0, 0x7DB0EA),
  LEVEL_4(0x163A73, 0xB9D6F6);

  /** The order in which scenarios that are compared take hues. */
  private static final List<Ink> SCENARIOS = List.of(BLUE, GREEN, PURPLE, ORANGE, WINE, GOLD, SKY);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /** The colour, as 0xRRGGBB. */
  public int rgb(Theme theme) {
    return theme == Theme.LIGHT ? light : dark;
  }

  /** The colour as CSS writes it, such as {@code #2e6cce}. */
  public String hex(Theme theme) {
    return String.format(Locale.ROOT, "#%06x", rgb(theme));
  }

  /** Name of the CSS variable that holds the colour in a page, such as {@code --blue-text}. */
  public String variable() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The hue for small text beside marks of this hue; itself where it has none of its own. */
  public Ink text() {
    for (Ink ink : values()) {
      if (ink.name().equals(name() + "_TEXT")) {
        return ink;
      }
    }
    return this;
  }

  /** The hue of a scenario among several; they repeat after seven. */
  public static Ink ofScenario(int number) {
    return SCENARIOS.get(number % SCENARIOS.size());
  }
}
