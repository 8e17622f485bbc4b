package io.foretoken.sim.request;

/** Takes the requests that leave the system, in the order in which they do. */
@FunctionalInterface
public interface RequestSink {
  /** A sink that keeps nothing. */
  RequestSink NONE = row -> {};

  /**
   * @param row reused by the caller after the call
   */
  void accept(RequestRow row);
}
