package io.foretoken.input.bind;

import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.ScalarNode;

/** A shape that is a single value; takes care of nodes that are none. */
abstract class ScalarShape implements Shape {
  @Override
  public final Object read(LocatedNode node, Site site) {
    if (!(node instanceof ScalarNode scalar) || node.isNull()) {
      return site.wrongKind(node, wanted(), hint());
    }
    try {
      return readScalar(scalar, site);
    } catch (NotAQuantityException e) {
      return site.refused(node, e);
    }
  }

  /** The value of a scalar that is not null; null, with a problem recorded, when it does not do. */
  abstract Object readScalar(ScalarNode scalar, Site site);

  /** What would do. */
  String hint() {
    return "write " + wanted();
  }
}
