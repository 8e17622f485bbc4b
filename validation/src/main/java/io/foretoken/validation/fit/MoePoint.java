package io.foretoken.validation.fit;

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
    return hidden + "x" + inter + "x" + experts + "x" + topK;
  }

  double localExperts() {
    return (double) experts / expert;
  }

  double width() {
    return (double) inter / tensor;
  }
}
