package io.foretoken.validation.fit;

import io.foretoken.hardware.model.ModelShape;

/**
 * One measured expert layer of one rank.
 *
 * @param inter full width of one expert
 * @param tensor ranks that share an expert's width
 * @param expert ranks that share the experts
 * @param routing balanced, or power_law and its exponent
 */
record MoePoint(
    int hidden,
    int inter,
    int experts,
    int topK,
    int tensor,
    int expert,
    String routing,
    int tokens,
    double micros) {

  boolean isBalanced() {
    return routing.equals("balanced");
  }

  /** The model that it belongs to. */
  String model() {
    return model(hidden, new ModelShape.Moe(1, experts, topK, inter, 0, true));
  }

  /** A model by the shape of its experts. */
  static String model(int hidden, ModelShape.Moe moe) {
    return hidden + "x" + moe.intermediate() + "x" + moe.experts() + "x" + moe.topK();
  }

  double localExperts() {
    return (double) experts / expert;
  }

  double width() {
    return (double) inter / tensor;
  }
}
