package io.foretoken.scenario.sweep;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a runner is to find its machines, as the user asks for it.
 *
 * @param workers how many tasks to run at a time; empty for as many as there are processors
 * @param master address of who hands machines out, in the runner's own form; empty for its default
 * @param timeoutSeconds how long to wait for the master and for its first machine
 * @param options more settings under the names that the runner's own system has for them
 */
public record RunnerSettings(
    OptionalInt workers, Optional<String> master, int timeoutSeconds, Map<String, String> options) {
  /** How long to wait for a master unless another time is asked for, seconds. */
  public static final int TIMEOUT_SECONDS = 60;

  /** All processors of this machine. */
  public static final RunnerSettings DEFAULT =
      new RunnerSettings(OptionalInt.empty(), Optional.empty(), TIMEOUT_SECONDS, Map.of());

  /** Threads of this machine. */
  public static RunnerSettings ofWorkers(int workers) {
    return new RunnerSettings(OptionalInt.of(workers), Optional.empty(), TIMEOUT_SECONDS, Map.of());
  }

  /** How many tasks to run at a time on one machine. */
  public int localWorkers() {
    return workers.orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }
}
