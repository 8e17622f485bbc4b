package io.foretoken.hardware.step;

import io.foretoken.hardware.model.ModelShape;

/**
 * Kernels that the host launches for a step outside of graphs, counted in dense layers with
 * grouped-query attention, whose launch time an engine's profile gives.
 *
 * <p>Such a layer takes ten kernels: norm, qkv, rotary embedding with the cache write, attention
 * and output; norm, gate and up, activation, down; and the all-reduces, which count as one. Latent
 * attention takes sixteen (two more norms, four more projections, two absorbed products, joining
 * and merging of parts), experts eleven (router, top-k, sorting, two grouped products with their
 * quantisation, activation, weighted sum), shared experts four. A count of the operations of each
 * kind; engines differ in what they fuse.
 */
final class LayerLaunches {
  private static final double DENSE_LAYER = 10;
  private static final double ATTENTION = 5;
  private static final double LATENT_ATTENTION = 16;
  private static final double DENSE_MLP = 5;
  private static final double EXPERTS = 11;
  private static final double SHARED_EXPERTS = 4;

  private final ModelShape model;

  LayerLaunches(ModelShape model) {
    this.model = model;
  }

  /** Of a whole step, in dense layers. */
  double ofStep() {
    double mlps =
        model
            .moe()
            .map(
                moe ->
                    moe.layers() * (EXPERTS + (moe.sharedIntermediate() > 0 ? SHARED_EXPERTS : 0)))
            .orElse(0.0);
    mlps += model.dense().layers() * DENSE_MLP;
    return (model.layers() * attention() + mlps) / DENSE_LAYER;
  }

  /** Of the attention of all layers alone, in layers with grouped-query attention. */
  double ofAttention() {
    return model.layers() * attention() / ATTENTION;
  }

  /** Layers with experts. */
  int expertLayers() {
    return model.moe().map(moe -> moe.layers()).orElse(0);
  }

  private double attention() {
    return model.attention().mla().isPresent() ? LATENT_ATTENTION : ATTENTION;
  }
}
