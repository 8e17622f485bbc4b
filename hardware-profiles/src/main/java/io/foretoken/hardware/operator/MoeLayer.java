package io.foretoken.hardware.operator;

import java.util.Optional;

/**
 * The routed experts of one layer on the fullest rank: top-k selection, expert products, activation
 * and weighted sum, in one fused call.
 *
 * <pre>
 * f = inter/moe_tp; El = experts/ep; lam = T*topk/experts (tokens per expert)
 * imb     = min(ep, 1+s*sqrt((ep-1)/El))                       load of the fullest rank
 * touched = El*(1-(1+lam/c)^(-c))*sqrt(imb), within topk/ep..El
 * pairs   = lam*El*imb;  rows = pairs + touched*pad*min(1, sqrt(lam))
 * mem     = touched*nm*h*f*wb*(1+em)/BW
 * comp    = 2*rows*((nm-1)*f*(h+k0) + h*(f+k0))/F * max(1, (1+eta)*max(inter/2048, 1/4)^gw)
 * act     = 2*(ca*pairs + cb*T*topk)*(2h+3f)/BW
 * t       = t0 + tep*[ep>1] + te*touched + act + (mem^p+comp^p)^(1/p)
 * </pre>
 *
 * <p>Where the GPU was measured, the time is drawn through what the measurements show beyond the
 * form, see {@link NodeCurve}. Median error on models left out of the fit 7 to 12 % for the form, 6
 * to 10 % so corrected (A100 15, 12 %).
 */
public final class MoeLayer {
  private static final int TOKENS_AXIS = 2;

  private final MoeCoefficients c;
  private final Routing routing;
  private final double flopsPerMicro;
  private final double bytesPerMicro;
  private final double experts;
  private final double localExperts;
  private final int topK;
  private final int expertParallel;
  private final double hidden;
  private final double width;
  private final int matrices;
  private final double expertBytes;
  private final double computeLoss;
  private final double imbalance;
  private final SmoothMaximum smooth;
  private final NodeCurve curve;

  /** The experts of one rank, by the form alone. */
  public MoeLayer(
      MoeCoefficients coefficients,
      Routing routing,
      DeviceRates device,
      double flopsPerMicro,
      WeightFormat format,
      int experts,
      int topK,
      int hidden,
      int intermediate,
      boolean gated,
      int expertParallel,
      int expertTensorParallel,
      double computeScale) {
    this(
        coefficients,
        Optional.empty(),
        routing,
        device,
        flopsPerMicro,
        format,
        experts,
        topK,
        hidden,
        intermediate,
        gated,
        expertParallel,
        expertTensorParallel,
        computeScale);
  }

  /**
   * The experts of one rank.
   *
   * @param measured what was measured beyond the form, on axes local_experts, expert_elements
   *     (hidden times width of an expert on the rank), tokens, or of this model alone on axes
   *     expert_parallel, expert_tensor, tokens
   * @param flopsPerMicro dense peak of the format that is multiplied in
   * @param experts routed experts of the layer
   * @param topK experts per token
   * @param hidden width of the residual stream
   * @param intermediate full width of one expert
   * @param gated three matrices rather than two
   * @param expertParallel ranks that share the experts
   * @param expertTensorParallel ranks that share each expert's width
   * @param computeScale factor on the duration of the arithmetic, from the engine; the datasheet's
   *     rate stays the least
   */
  public MoeLayer(
      MoeCoefficients coefficients,
      Optional<CorrectionGrid> measured,
      Routing routing,
      DeviceRates device,
      double flopsPerMicro,
      WeightFormat format,
      int experts,
      int topK,
      int hidden,
      int intermediate,
      boolean gated,
      int expertParallel,
      int expertTensorParallel,
      double computeScale) {
    this.c = coefficients;
    this.routing = routing;
    this.flopsPerMicro = flopsPerMicro;
    this.bytesPerMicro = device.bytesPerMicro();
    this.experts = experts;
    this.localExperts = (double) experts / expertParallel;
    this.topK = topK;
    this.expertParallel = expertParallel;
    this.hidden = hidden;
    this.width = (double) intermediate / expertTensorParallel;
    this.matrices = gated ? 3 : 2;
    this.expertBytes = matrices * this.hidden * width * format.bytesPerWeight();
    this.computeLoss =
        Math.max(
            1,
            computeScale
                * Math.max(
                    1,
                    (1 + c.computeLoss())
                        * StrictMath.pow(
                            Math.max(intermediate / 2048.0, 0.25), c.widthExponent())));
    this.smooth = new SmoothMaximum(c.order());
    this.imbalance =
        Math.min(
            expertParallel,
            1 + routing.imbalance() * Math.sqrt((expertParallel - 1) / localExperts));
    this.curve = measured.map(grid -> curve(grid, expertTensorParallel)).orElse(null);
  }

  private NodeCurve curve(CorrectionGrid grid, int expertTensorParallel) {
    boolean ofModel = grid.names().get(0).equals("expert_parallel");
    double first = ofModel ? expertParallel : localExperts;
    double second = ofModel ? expertTensorParallel : hidden * width;
    return new NodeCurve(
        grid.nodes(TOKENS_AXIS),
        tokens -> form((int) tokens),
        tokens -> grid.logAt(first, second, tokens),
        tokens -> roof((int) tokens),
        true);
  }

  /**
   * Least time by the datasheet, on the bytes of the experts reached and an even share of pairs.
   */
  private double roof(int tokens) {
    double pairs = tokens * (double) topK / expertParallel;
    return Math.max(
        weightBytes(tokens) / bytesPerMicro, 2 * pairs * matrices * hidden * width / flopsPerMicro);
  }

  /** Experts of the fullest rank that {@code tokens} tokens (of all ranks) reach. */
  public double touched(int tokens) {
    if (tokens == 0) {
      return 0;
    }
    double perExpert = tokens * (double) topK / experts;
    double concentration = routing.concentration();
    double missed =
        Double.isInfinite(concentration)
            ? StrictMath.exp(-perExpert)
            : StrictMath.pow(1 + perExpert / concentration, -concentration);
    double reached = localExperts * (1 - missed) * Math.sqrt(imbalance);
    double atLeast = Math.max(Math.min(1, localExperts), (double) topK / expertParallel);
    return Math.min(localExperts, Math.max(atLeast, reached));
  }

  /** Bytes of expert weights that the fullest rank reads. */
  public double weightBytes(int tokens) {
    return touched(tokens) * expertBytes;
  }

  /** Operations per token over all ranks: 2 per weight of the experts it visits. */
  public double flopsPerToken(int fullWidth) {
    return 2.0 * topK * matrices * hidden * fullWidth;
  }

  /** Packed time of one layer for the tokens of all ranks; see {@link OperatorTime}. */
  public long time(int tokens) {
    if (tokens == 0) {
      return OperatorTime.ZERO;
    }
    double touched = touched(tokens);
    double form = form(tokens);
    double micros = curve == null ? form : Math.max(roof(tokens), curve.at(tokens, form));
    double compute = compute(tokens, touched);
    double memory = memory(touched) + activation(tokens);
    return OperatorTime.ofLargest(micros, compute, memory, fixed(touched));
  }

  private double form(int tokens) {
    double touched = touched(tokens);
    return fixed(touched)
        + activation(tokens)
        + smooth.of(memory(touched), compute(tokens, touched));
  }

  private double fixed(double touched) {
    return c.launchUs() + (expertParallel > 1 ? c.expertParallelUs() : 0) + c.expertUs() * touched;
  }

  private double memory(double touched) {
    return touched * expertBytes * (1 + c.memoryLoss()) / bytesPerMicro;
  }

  /** Token and expert pairs of the fullest rank. */
  private double pairs(int tokens) {
    return tokens * (double) topK / experts * localExperts * imbalance;
  }

  private double compute(int tokens, double touched) {
    double perExpert = tokens * (double) topK / experts;
    double padding = c.paddingRows() * routing.unevenRows();
    double rows = pairs(tokens) + touched * padding * Math.min(1, Math.sqrt(perExpert));
    double up = (matrices - 1) * width * (hidden + c.epilogueDepth());
    double down = hidden * (width + c.epilogueDepth());
    return 2 * rows * (up + down) / flopsPerMicro * computeLoss;
  }

  private double activation(int tokens) {
    double rows =
        c.localActivationCost() * pairs(tokens) + c.globalActivationCost() * tokens * topK;
    return 2 * rows * (2 * hidden + 3 * width) / bytesPerMicro;
  }
}
