package io.foretoken.hardware.step;

import io.foretoken.hardware.operator.Routing;

/**
 * Mechanisms of a step that can be left out, to see what each is worth.
 *
 * @param graphPadding whether tokens are padded to the recorded CUDA-graph sizes
 * @param launchFloors whether steps outside of whole graphs last at least their launches
 * @param routing how unevenly tokens choose experts
 * @param peerAccess whether more than two GPUs joined by PCIe reach each other as two do
 */
public record StepSwitches(
    boolean graphPadding, boolean launchFloors, Routing routing, boolean peerAccess) {
  public static final StepSwitches DEFAULT = new StepSwitches(true, true, Routing.SKEWED, true);
}
