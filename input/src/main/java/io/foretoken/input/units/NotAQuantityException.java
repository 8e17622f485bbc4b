package io.foretoken.input.units;

/** A text is not the number or quantity that was wanted. */
public final class NotAQuantityException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * A refusal.
   *
   * @param message what was found and why it does not do
   * @param hint what would do
   */
  public NotAQuantityException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What would do. */
  public String hint() {
    return hint;
  }
}
