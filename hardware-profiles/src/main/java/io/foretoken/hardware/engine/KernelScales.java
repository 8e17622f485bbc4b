package io.foretoken.hardware.engine;

import io.foretoken.hardware.catalog.GpuSpec;
import io.foretoken.hardware.operator.WeightFormat;
import io.foretoken.input.bind.Default;
import io.foretoken.input.bind.Range;
import java.util.List;

/**
 * How an engine's kernels differ from the measured ones. A factor below 1 never takes an operator
 * above what the hardware can do.
 *
 * @param gemm duration of matrix products
 * @param gemmBits4 beside that, with 4-bit weights and activations: activations have to be
 *     quantised, which the measured products do not include
 * @param gemmPads whether a matrix product is run with up to 64 rows more where that is faster, as
 *     where a library picks its kernel by trying all
 * @param gemmCompute beside that, slowdown of the part of a matrix product above its time at 16
 *     rows
 * @param decodeAttention duration of decode attention
 * @param decodeScales beside that, by GPU: engines take other kernels for other architectures
 * @param latentAttention slowdown of multi-head latent attention
 * @param latentKernels small kernels of a layer with latent attention beside those of another
 *     layer: its norms, absorbed products, joining and merging of parts
 * @param prefillAttention duration of prompt attention
 * @param experts routed experts
 * @param allReduce duration of all-reduces
 * @param fusedAllReduce duration of all-reduces where they are fused with the norm that follows; 0
 *     where the engine has no such switch
 * @param evenAllReduce whether the engine has all-reduce kernels of its own for messages of all
 *     sizes; the measured times step up where vLLM hands over to another kernel
 * @param expertCommunication duration of gathering and scattering tokens among data-parallel ranks
 *     that share experts
 * @param elementwiseKernels small kernels per layer after the engine's fusions
 * @param elementwiseBytes share of their memory traffic that fusions leave
 * @param fusesAllReduce whether all-reduces are fused, those that are small enough
 */
public record KernelScales(
    @Range(min = 0, aboveMin = true) @Default("1") double gemm,
    @Range(min = 0, aboveMin = true) @Default("1") double gemmBits4,
    @Default("false") boolean gemmPads,
    @Range(min = 1) double gemmCompute,
    @Range(min = 0, aboveMin = true) double decodeAttention,
    @Default("[]") List<GpuScale> decodeScales,
    @Range(min = 1) @Default("1") double latentAttention,
    @Range(min = 0) @Default("0") double latentKernels,
    @Range(min = 0, aboveMin = true) @Default("1") double prefillAttention,
    @Default("{}") ExpertScales experts,
    @Range(min = 0, aboveMin = true) double allReduce,
    @Range(min = 0) @Default("0") double fusedAllReduce,
    @Default("false") boolean evenAllReduce,
    @Range(min = 0, aboveMin = true) double expertCommunication,
    @Range(min = 0) double elementwiseKernels,
    @Range(min = 0, max = 2) @Default("1") double elementwiseBytes,
    @Default("false") boolean fusesAllReduce) {

  private static final double MIB = 1024 * 1024;

  /** Keeps a copy. */
  public KernelScales {
    decodeScales = List.copyOf(decodeScales);
  }

  /** Duration of matrix products with weights of a format. */
  public double gemm(WeightFormat format) {
    return format == WeightFormat.NVFP4 ? gemm * gemmBits4 : gemm;
  }

  /** Duration of decode attention on a GPU. */
  public double decodeAttention(GpuSpec gpu) {
    return decodeAttention * GpuScale.of(decodeScales, gpu);
  }

  /** With fused all-reduces; the same where the engine has no such switch. */
  KernelScales fused() {
    return fusedAllReduce == 0
        ? this
        : new KernelScales(
            gemm,
            gemmBits4,
            gemmPads,
            gemmCompute,
            decodeAttention,
            decodeScales,
            latentAttention,
            latentKernels,
            prefillAttention,
            experts,
            allReduce,
            fusedAllReduce,
            evenAllReduce,
            expertCommunication,
            elementwiseKernels,
            elementwiseBytes,
            true);
  }

  /**
   * Duration of an all-reduce against the measured one. Only small messages are fused: up to 64 MiB
   * between two GPUs, 2 MiB between four, 0.5 MiB between more (vLLM 0.11, {@code
   * compilation/collective_fusion.py}); larger ones go the usual way.
   *
   * @param bytes of the message on one GPU
   */
  public double allReduce(double bytes, int gpus) {
    double largest = gpus == 2 ? 64 : gpus <= 4 ? 2 : 0.5;
    return fusesAllReduce && bytes <= largest * MIB ? fusedAllReduce : allReduce;
  }
}
