package io.foretoken.validation.table;

/** A run cannot be scored; the message says why. Caught where runs are listed. */
public final class UnusableRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  /**
   * With a reason.
   *
   * @param kind the reason without particulars, for counting
   * @param reason why, for a person
   */
  public UnusableRunException(String kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  /** The reason without particulars. */
  public String kind() {
    return kind;
  }
}
