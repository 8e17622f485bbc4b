package io.foretoken.cli;

/** Terminal styles (ECMA-48 select graphic rendition), or none of them. */
public final class Paint {
  private static final Paint COLOUR = new Paint(true);
  private static final Paint PLAIN = new Paint(false);

  private final boolean colour;

  private Paint(boolean colour) {
    this.colour = colour;
  }

  /** Styles that show, or styles that leave text as it is. */
  public static Paint of(boolean colour) {
    return colour ? COLOUR : PLAIN;
  }

  /** Whether styles show. */
  public boolean colour() {
    return colour;
  }

  /** For headings and the answer. */
  public String bold(String text) {
    return styled("1", text);
  }

  /** For what may be skipped. */
  public String dim(String text) {
    return styled("2", text);
  }

  /** For what holds. */
  public String good(String text) {
    return styled("32", text);
  }

  /** For what deserves a look. */
  public String warning(String text) {
    return styled("33", text);
  }

  /** For problems. */
  public String bad(String text) {
    return styled("31", text);
  }

  private String styled(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
