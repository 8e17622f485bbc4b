package io.foretoken.hardware.step;

/**
 * Why a model cannot be served as asked.
 *
 * @param subject the key of a pool that is to blame, such as {@code parallelism.tensor}
 * @param message what was found and why it does not do
 * @param hint what would do
 */
public record Refusal(String subject, String message, String hint) {
  @Override
  public String toString() {
    return subject + ": " + message + (hint.isEmpty() ? "" : "; " + hint);
  }
}
