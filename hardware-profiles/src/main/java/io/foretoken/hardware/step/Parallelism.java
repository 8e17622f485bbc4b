package io.foretoken.hardware.step;

/**
 * How one replica is divided over GPUs, in one convention for all engines.
 *
 * @param tensor attention's tensor parallelism
 * @param pipeline stages
 * @param data ranks with attention and KV cache of their own
 * @param expert ranks that share the experts; divides {@code tensor * data}, the rest divides each
 *     expert's width
 */
public record Parallelism(int tensor, int pipeline, int data, int expert) {
  public static final Parallelism NONE = new Parallelism(1, 1, 1, 1);

  /** Tensor parallelism alone. */
  public static Parallelism tensor(int tensor) {
    return new Parallelism(tensor, 1, 1, 1);
  }

  /** GPUs of one replica. */
  public int gpus() {
    return tensor * pipeline * data;
  }

  /** Ranks that share the width of one expert. */
  public int expertTensor() {
    return tensor * data / expert;
  }
}
