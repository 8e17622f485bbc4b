package io.foretoken.scenario.figure;

import java.util.Optional;

/**
 * The knobs that limit batches, under the names that the engine itself has for them, with the
 * values that were run: what advice tells people to turn.
 *
 * @param sequences most sequences that run at once
 * @param stepTokens most tokens of one step
 * @param memoryShare the engine's share of the memory, and so the size of its KV cache
 * @param wholeRequests what begins a batch, where batches are of whole requests; empty where the
 *     policy decides step by step
 */
public record BatchKnobs(
    Knob sequences, Knob stepTokens, Knob memoryShare, Optional<WholeRequests> wholeRequests) {

  /**
   * A knob as it stands in a scenario.
   *
   * @param name its key, such as {@code max_num_seqs}
   * @param value what it was
   */
  public record Knob(String name, String value) {
    /** Such as {@code max_num_seqs (256)}. */
    @Override
    public String toString() {
      return name + " (" + value + ")";
    }
  }

  /**
   * What begins a batch of whole requests.
   *
   * @param size how many requests it holds
   * @param delay how long it waits for them
   */
  public record WholeRequests(Knob size, Knob delay) {}
}
