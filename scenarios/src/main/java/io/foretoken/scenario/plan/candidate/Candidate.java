package io.foretoken.scenario.plan.candidate;

import io.foretoken.scenario.resolve.ScenarioTree;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of replica.
 *
 * @param number of it, in the order of names
 * @param name such as {@code "h100-sxm-80gb tp2 fp8"}: GPU, tensor parallelism above 1, format of
 *     the weights and knobs where candidates differ in them
 * @param gpu catalogue id
 * @param gpus of one replica
 * @param tensor tensor parallelism
 * @param weights format of the weights, or "" for the scenario's own
 * @param knobs values of further knobs by path
 * @param tree the scenario with one such replica
 * @param engine engine and version; "" where it cannot serve
 * @param provenance how far its step times can be trusted; "" where it cannot serve
 * @param refusal why it cannot serve; empty where it can
 */
public record Candidate(
    int number,
    String name,
    String gpu,
    int gpus,
    int tensor,
    String weights,
    Map<String, String> knobs,
    ScenarioTree tree,
    String engine,
    String provenance,
    Optional<String> refusal) {
  /** Whether it can serve at all. */
  public boolean fits() {
    return refusal.isEmpty();
  }
}
