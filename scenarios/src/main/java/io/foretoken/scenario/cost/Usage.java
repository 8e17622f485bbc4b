package io.foretoken.scenario.cost;

import java.util.List;
import java.util.Optional;

/**
 * What a deployment did in the window of a run, as far as money is concerned.
 *
 * @param scenario name of the scenario
 * @param model id of the model
 * @param gpu id of the GPU
 * @param gpus how many are paid
 * @param seconds length of the window
 * @param work requests that completed in it, and their tokens
 * @param full what the deployment delivers when it is kept full, where known
 * @param busy share of the GPU time in which devices computed, NaN where not known
 * @param classes what each class bore; empty where requests are all alike
 * @param tenants what each tenant bore
 */
public record Usage(
    String scenario,
    String model,
    String gpu,
    int gpus,
    double seconds,
    Work work,
    Optional<FullLoad> full,
    double busy,
    List<Part> classes,
    List<Part> tenants) {
  /**
   * Requests and their tokens.
   *
   * @param cached of the input tokens those from the prefix cache
   */
  public record Work(long requests, long input, long cached, long output) {}

  /**
   * A class or a tenant.
   *
   * @param share of the busy GPU time, in [0, 1]
   */
  public record Part(String name, double share, Work work) {}
}
