package io.foretoken.input.bind;

import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;

/** Binds located trees to records; the package page says how records are declared. */
public final class RecordBinder {
  private RecordBinder() {}

  /**
   * Binds a whole document.
   *
   * @param problems receives everything that is wrong with it
   * @return the record; null when there was a problem
   * @throws IllegalArgumentException if the record's declaration is wrong
   */
  public static <R> R bind(MapNode map, Class<R> type, Problems problems) {
    return bind(map, type, "", problems);
  }

  /**
   * Binds a part of a document.
   *
   * @param node a map, or a scalar where the type has a shorthand
   * @param type a record, or a sealed interface with {@link Variants}
   * @param path the node's own path, which the paths of problems begin with
   * @param problems receives everything that is wrong with it
   * @return the record; null when there was a problem
   * @throws IllegalArgumentException if the type's declaration is wrong
   */
  public static <R> R bind(LocatedNode node, Class<R> type, String path, Problems problems) {
    return type.cast(Shapes.ofClass(type).read(node, Site.root(path, problems)));
  }
}
