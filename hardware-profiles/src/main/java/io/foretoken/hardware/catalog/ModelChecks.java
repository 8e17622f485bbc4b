package io.foretoken.hardware.catalog;

import io.foretoken.hardware.model.ModelShape;
import io.foretoken.hardware.model.ModelShape.Attention;
import io.foretoken.hardware.model.ModelShape.LayerKinds;
import io.foretoken.hardware.model.ModelShape.Moe;
import io.foretoken.hardware.model.ParameterCount;

/** Refuses a model whose dimensions contradict each other or its published size. */
final class ModelChecks {
  /** Vendors round (Kimi K2 by 2.6 %); beyond this the dimensions are of another model. */
  private static final double PUBLISHED_TOLERANCE = 0.1;

  private ModelChecks() {}

  static void check(Row<ModelRow> row) {
    int before = row.problems().size();
    row.checkIdentity(row.value().id(), row.value().asOf());
    ModelShape shape = row.value().entry().shape();
    heads(row, shape.attention());
    kinds(row, shape.layers(), shape.layerKinds());
    feedForward(row, shape);
    if (row.problems().size() == before) {
      row.value().entry().publishedTotalBillions().ifPresent(total -> total(row, shape, total));
    }
  }

  private static void heads(Row<ModelRow> row, Attention attention) {
    if (attention.heads() % attention.kvHeads() != 0) {
      row.problem(
          "attention.kv_heads",
          attention.heads() + " heads cannot share " + attention.kvHeads() + " kv_heads",
          "kv_heads must divide heads");
    }
    attention
        .mla()
        .filter(mla -> mla.nope() + mla.rope() != attention.headDim())
        .ifPresent(
            mla ->
                row.problem(
                    "attention.head_dim",
                    attention.headDim() + ", but nope + rope are " + (mla.nope() + mla.rope()),
                    "with latent attention head_dim = nope + rope"));
  }

  private static void kinds(Row<ModelRow> row, int layers, LayerKinds kinds) {
    long mixers = (long) kinds.full() + kinds.window() + kinds.linear() + kinds.sparse();
    if (mixers < 1 || mixers > layers) {
      row.problem(
          "layer_kinds",
          mixers + " layers with attention of " + layers + " layers",
          "full, window, linear and sparse layers add up to those with attention");
    }
    if (kinds.window() > 0 && kinds.windowTokens() < 1) {
      row.problem("layer_kinds", "window layers without a window", "add window_tokens: its length");
    }
  }

  private static void feedForward(Row<ModelRow> row, ModelShape shape) {
    long blocks = (long) shape.dense().layers() + shape.moe().map(Moe::layers).orElse(0);
    if (blocks > shape.layers() || shape.dense().layers() < 0) {
      row.problem(
          shape.moe().isPresent() ? "moe.layers" : "mlp.layers",
          blocks + " layers with MLP or experts of " + shape.layers() + " layers",
          "layers of mlp and of moe add up to those of the model");
    }
    if (shape.dense().layers() > 0 && shape.dense().intermediate() < 1) {
      row.problem("mlp", "the width \"intermediate\" is missing", "add intermediate: the width");
    }
    shape
        .moe()
        .filter(moe -> moe.topK() > moe.experts())
        .ifPresent(
            moe ->
                row.problem(
                    "moe.top_k",
                    "a token visits " + moe.topK() + " of " + moe.experts() + " experts",
                    "top_k is at most experts"));
  }

  private static void total(Row<ModelRow> row, ModelShape shape, double billions) {
    double computed = ParameterCount.of(shape).total() / 1e9;
    if (Math.abs(computed / billions - 1) > PUBLISHED_TOLERANCE) {
      row.problem(
          "published.total_b",
          "the dimensions give "
              + Math.round(computed * 100) / 100.0
              + " billion parameters, not "
              + GpuChecks.text(billions),
          "one of the two is of another model");
    }
  }
}
