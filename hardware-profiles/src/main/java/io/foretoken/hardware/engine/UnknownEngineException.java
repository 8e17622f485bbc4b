package io.foretoken.hardware.engine;

/** An engine or a version of it that no profile stands for. */
public final class UnknownEngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String hint;

  UnknownEngineException(String field, String message, String hint) {
    super(message);
    this.field = field;
    this.hint = hint;
  }

  /** The key that is wrong: {@code name} or {@code version}. */
  public String field() {
    return field;
  }

  /** The known ones, the nearest first named. */
  public String hint() {
    return hint;
  }
}
