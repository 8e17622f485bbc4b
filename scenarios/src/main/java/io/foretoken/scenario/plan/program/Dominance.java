package io.foretoken.scenario.plan.program;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out offers that no cheapest fleet needs: another has as much capacity, costs no more in
 * any step, and every supply that it draws on the first draws on as much. Putting the other in
 * place of every replica of the first never loses capacity, not even without the largest replica:
 * where the other becomes the largest, at least one replica has grown by as much.
 */
final class Dominance {
  private Dominance() {}

  /** Offers that are left. */
  static List<Offer> useful(FleetProblem problem) {
    List<Offer> kept = new ArrayList<>();
    for (Offer offer : problem.offers()) {
      boolean needless = false;
      for (Offer other : problem.offers()) {
        needless |= !other.equals(offer) && replaces(other, offer, problem);
      }
      if (!needless) {
        kept.add(offer);
      }
    }
    return kept;
  }

  private static boolean replaces(Offer other, Offer offer, FleetProblem problem) {
    boolean isBetter = other.capacity() > offer.capacity();
    if (other.capacity() < offer.capacity()) {
      return false;
    }
    for (int step = 0; step < offer.cost().size(); step++) {
      if (other.cost().get(step) > offer.cost().get(step)) {
        return false;
      }
      isBetter |= other.cost().get(step) < offer.cost().get(step);
    }
    for (Supply supply : problem.supplies()) {
      if (supply.used(other) > supply.used(offer)) {
        return false;
      }
      isBetter |= supply.used(other) < supply.used(offer);
    }
    // Of two that are alike, the one that comes first stays.
    return isBetter || problem.offers().indexOf(other) < problem.offers().indexOf(offer);
  }
}
