package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.yaml.LocatedNode;

/** What a Java type looks like in a document: how it is read, described and put in a schema. */
interface Shape {
  /** The value of the node; null, with a problem recorded, when the node does not do. */
  Object read(LocatedNode node, Site site);

  /** The schema of the accepted nodes. */
  ObjectNode schema(Definitions definitions);

  /** What is wanted, with its article: {@code a whole number}. */
  String wanted();

  /** Whether an unquoted {@code none} is an ordinary value of this shape. */
  default boolean takesNone() {
    return false;
  }
}
