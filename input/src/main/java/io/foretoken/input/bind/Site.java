package io.foretoken.input.bind;

import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.yaml.LocatedNode;

/**
 * The place in the document that is being bound. Paths are put together only when there is a
 * problem to report.
 */
record Site(Site parent, String step, Problems problems) {
  static Site root(String path, Problems problems) {
    return new Site(null, path, problems);
  }

  Site child(String key) {
    return new Site(this, key, problems);
  }

  String path() {
    String own = parent != null && step.contains(".") ? "\"" + step + "\"" : step;
    String above = parent == null ? "" : parent.path();
    return above.isEmpty() ? own : above + "." + own;
  }

  /** Records a problem and returns null, the value of what could not be bound. */
  Object problem(Origin origin, String message, String hint) {
    problems.add(origin, path(), message, hint);
    return null;
  }

  Object wrongKind(LocatedNode node, String wanted, String hint) {
    return problem(
        node.origin(), "found " + node.describe() + " where " + wanted + " is wanted", hint);
  }

  Object refused(LocatedNode node, NotAQuantityException reason) {
    return problem(node.origin(), reason.getMessage(), reason.hint());
  }
}
