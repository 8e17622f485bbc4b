package io.foretoken.ui.viewmodel;

import java.util.Optional;

/** What the window has to say about itself: a file that cannot be written, memory that is full. */
public final class Notices {
  private final Published<Optional<Notice>> newest = new Published<>(Optional.empty());

  /**
   * Something to say.
   *
   * @param isProblem whether something went wrong
   * @param words what, where, and the value
   * @param advice what would do
   */
  public record Notice(boolean isProblem, String words, Optional<String> advice) {}

  /** The newest one, until it is closed. */
  public Published<Optional<Notice>> newest() {
    return newest;
  }

  /** Says that something went wrong. */
  public void problem(String words, Optional<String> advice) {
    newest.set(Optional.of(new Notice(true, words, advice)));
  }

  /** Says that something is done. */
  public void done(String words) {
    newest.set(Optional.of(new Notice(false, words, Optional.empty())));
  }

  /** Takes back what was said. */
  public void clear() {
    newest.set(Optional.empty());
  }

  /** Says what a thread of the program threw. */
  void failure(Throwable thrown) {
    if (thrown instanceof OutOfMemoryError) {
      problem(
          "The memory is full: "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB. What was there before is kept.",
          Optional.of("Simulate fewer requests, or start with FORETOKEN_JAVA_OPTS=-Xmx8g"));
    } else {
      problem("Defect of the program: " + thrown, Optional.empty());
    }
  }
}
