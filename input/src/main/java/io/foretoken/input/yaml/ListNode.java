package io.foretoken.input.yaml;

import io.foretoken.input.problem.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of nodes.
 *
 * @param origin where it begins
 * @param items its elements, in order
 */
public record ListNode(Origin origin, List<LocatedNode> items) implements LocatedNode {
  /** Keeps a copy of the elements. */
  public ListNode {
    items = List.copyOf(items);
  }

  /** How many elements there are. */
  public int size() {
    return items.size();
  }

  /** A list with the element at {@code index} replaced; all others are shared. */
  public ListNode with(int index, LocatedNode item) {
    List<LocatedNode> changed = new ArrayList<>(items);
    changed.set(index, item);
    return new ListNode(origin, changed);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
