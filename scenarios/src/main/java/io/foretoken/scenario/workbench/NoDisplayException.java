package io.foretoken.scenario.workbench;

/** No window can be shown here. The message says why, the hint what would help. */
public final class NoDisplayException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /**
   * A refusal to open.
   *
   * @param hint what to install or set
   */
  public NoDisplayException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to install or set. */
  public String hint() {
    return hint;
  }
}
