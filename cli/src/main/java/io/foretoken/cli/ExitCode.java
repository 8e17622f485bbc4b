package io.foretoken.cli;

/** How the program ends, as scripts see it. */
public enum ExitCode {
  /** Done. */
  OK(0),
  /** Done, and the answer to the question asked is no (with {@code --require-slo}, say). */
  ANSWER_IS_NO(1),
  /** What the user gave cannot be used; the message says why. Nothing was written. */
  BAD_INPUT(2),
  /** A defect of the program, or the machine ran out of something. */
  INTERNAL_ERROR(3),
  /** Stopped by Ctrl-C: 128 + the number of SIGINT, as shells expect. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }
}
