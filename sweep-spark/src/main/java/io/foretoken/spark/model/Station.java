package io.foretoken.spark.model;

/** Something that does one thing after the other, in the order in which they come. */
final class Station {
  private final Clock clock;
  private double freeAt;
  private double busy;

  Station(Clock clock) {
    this.clock = clock;
  }

  /**
   * Does something that has come now.
   *
   * @param nanos how long it takes
   * @param then what happens when it is done
   */
  void serve(double nanos, Runnable then) {
    freeAt = Math.max(freeAt, clock.now()) + nanos;
    busy += nanos;
    clock.at(freeAt, then);
  }

  /** How long it has worked or will have, ns. */
  double busy() {
    return busy;
  }
}
