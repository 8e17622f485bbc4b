package io.foretoken.scenario.resolve;

import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.ListNode;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.NodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes of a scenario written out: each gets the workload at the top, key by key, where it
 * has none of its own. A workload at the top that replays a trace stays there: its classes are
 * those that the trace names.
 *
 * <p>Example: {@code workload: {arrivals: 10/s, input_tokens: 800, output_tokens: 200}, classes:
 * [{name: chat, rate: 4/s}, {name: batch, share: 1, workload: {output_tokens: 900}}]} becomes two
 * classes with a workload each, of which the first sends 4 and the second 10 requests a second.
 */
final class ClassTree {
  private static final String CLASSES = "classes";
  private static final String WORKLOAD = "workload";
  private static final String ARRIVALS = "arrivals";
  private static final String CLIENT = "client";
  private static final String RATE = "rate";
  private static final String TRACE = "trace";

  private ClassTree() {}

  /** Whether a trace at the top says which request is of which class. */
  static boolean goesByTrace(MapNode root) {
    return root.get(WORKLOAD) instanceof MapNode workload && workload.has(TRACE);
  }

  /** The tree with the classes written out; unchanged where it has none. */
  static MapNode expand(MapNode root, Problems problems) {
    boolean hasClasses = root.get(CLASSES) instanceof ListNode list && list.size() > 0;
    if (!hasClasses || goesByTrace(root)) {
      return root;
    }
    MapNode common = root.get(WORKLOAD) instanceof MapNode map ? map : MapNode.empty(root.origin());
    ListNode classes = (ListNode) root.get(CLASSES);
    List<LocatedNode> expanded = new ArrayList<>();
    for (LocatedNode item : classes.items()) {
      expanded.add(item instanceof MapNode map ? expand(map, common, problems) : item);
    }
    ListNode all = new ListNode(classes.origin(), expanded);
    MapNode tree = root.with(CLASSES, root.keyOrigin(CLASSES), all);
    return root.get(WORKLOAD) instanceof MapNode ? tree.without(WORKLOAD) : tree;
  }

  private static MapNode expand(MapNode each, MapNode common, Problems problems) {
    LocatedNode written = each.get(WORKLOAD);
    if (written != null && !(written instanceof MapNode) && !written.isNull()) {
      return each; // binding says what is wrong with it
    }
    MapNode own = written instanceof MapNode map ? map : MapNode.empty(each.origin());
    MapNode workload = own.has(TRACE) ? keepClient(common, each) : atOrigin(common, each);
    for (MapNode.Entry entry : own.entries()) {
      LocatedNode value = entry.value();
      if (entry.key().equals(CLIENT)
          && value instanceof MapNode client
          && common.get(CLIENT) instanceof MapNode shared) {
        value = merge(shared, client);
      }
      workload = workload.with(entry.key(), entry.keyOrigin(), value);
    }
    if (each.get(RATE) != null) {
      workload = withRate(each, workload, problems);
    }
    return workload.size() == 0 ? each : each.with(WORKLOAD, each.keyOrigin(WORKLOAD), workload);
  }

  private static MapNode atOrigin(MapNode common, MapNode each) {
    LocatedNode own = each.get(WORKLOAD);
    return new MapNode(own == null ? each.origin() : own.origin(), common.entries());
  }

  /** A trace takes the place of everything but the client. */
  private static MapNode keepClient(MapNode common, MapNode each) {
    MapNode kept = MapNode.empty(each.get(WORKLOAD).origin());
    return common.has(CLIENT)
        ? kept.with(CLIENT, common.keyOrigin(CLIENT), common.get(CLIENT))
        : kept;
  }

  private static MapNode merge(MapNode under, MapNode over) {
    MapNode merged = new MapNode(over.origin(), under.entries());
    for (MapNode.Entry entry : over.entries()) {
      merged = merged.with(entry.key(), entry.keyOrigin(), entry.value());
    }
    return merged;
  }

  private static MapNode withRate(MapNode each, MapNode workload, Problems problems) {
    LocatedNode rate = each.get(RATE);
    LocatedNode arrivals = workload.get(ARRIVALS);
    String name = NodePath.identity(each, NodePath.IDENTIFYING_KEYS);
    if (workload.has(TRACE) || (arrivals instanceof MapNode process && !process.has(RATE))) {
      problems.add(
          rate.origin(),
          CLASSES + "." + name + "." + RATE,
          "the arrivals of the class have no rate that this could replace",
          "remove it, or write arrivals: {process: poisson, rate: 4/s}");
      return workload;
    }
    LocatedNode replaced =
        arrivals instanceof MapNode process ? process.with(RATE, each.keyOrigin(RATE), rate) : rate;
    return workload.with(ARRIVALS, each.keyOrigin(RATE), replaced);
  }
}
