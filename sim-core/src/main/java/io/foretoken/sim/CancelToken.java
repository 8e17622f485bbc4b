package io.foretoken.sim;

/** Asked now and then whether a run should stop early. */
@FunctionalInterface
public interface CancelToken {
  /** Never cancels. */
  CancelToken NEVER = () -> false;

  /** Whether the run should stop. */
  boolean isCancelled();
}
