package io.foretoken.ui.viewmodel.sweep;

import io.foretoken.scenario.sweep.LiveSweep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The points of one scenario.
 *
 * @param name of the scenario
 * @param slots in the order of the grid
 */
public record Curve(String name, List<Slot> slots) {
  /** Keeps a copy. */
  public Curve {
    slots = List.copyOf(slots);
  }

  /** Points that are there, by rising x. */
  public List<Slot> known() {
    return slots.stream()
        .filter(slot -> slot.figures().isPresent() || slot.isFailed())
        .sorted(Comparator.comparingDouble(Slot::x))
        .toList();
  }

  Curve with(Slot slot) {
    List<Slot> changed = new ArrayList<>(slots);
    changed.set(slot.index(), slot);
    return new Curve(name, changed);
  }

  /**
   * Numbers of the points to look at first: from the middle and the ends inwards.
   *
   * @param most so many of them at most, spread over the curve
   */
  List<Integer> firstLook(int most) {
    List<Integer> order = LiveSweep.order(slots.size());
    return order.subList(0, Math.min(most, order.size()));
  }

  /** The same without points that are there for an older question. */
  Curve withoutOlder() {
    return new Curve(name, slots.stream().map(Slot::withoutOlder).toList());
  }

  /** Numbers of the points, those nearest to where the objectives begin to be missed first. */
  List<Integer> refining() {
    int crossing = 0;
    while (crossing < slots.size() && slots.get(crossing).holds()) {
      crossing++;
    }
    int at = crossing == slots.size() ? slots.size() / 2 : crossing;
    List<Integer> order = new ArrayList<>(LiveSweep.order(slots.size()));
    order.sort(Comparator.comparingInt(index -> Math.abs(index - at)));
    return order;
  }

  /** Most output per GPU within the objectives; at equal output the shorter TTFT. */
  public Optional<Slot> best() {
    return slots.stream()
        .filter(Slot::holds)
        .max(
            Comparator.comparingDouble(
                    (Slot slot) ->
                        slot.value(
                            io.foretoken.scenario.statistic.KeyFigure.OUTPUT_TOKENS_PER_S_PER_GPU))
                .thenComparingDouble(
                    slot -> -slot.value(io.foretoken.scenario.statistic.KeyFigure.TTFT_P99))
                .thenComparingInt(slot -> -slot.index()));
  }
}
