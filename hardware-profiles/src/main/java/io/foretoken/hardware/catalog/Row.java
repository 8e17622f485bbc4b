package io.foretoken.hardware.catalog;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import java.util.Optional;

/**
 * One entry of a catalogue file as bound, with the places of its values for checks that come after.
 *
 * @param <R> the record that it was bound to
 * @param value the bound entry
 * @param map where it was read from
 * @param path its place in the document, such as {@code gpus[0]}
 * @param problems receives what checks find
 */
record Row<R>(R value, MapNode map, String path, Problems problems) {

  /** Binds an entry; empty, with its problems told, when it is unfit. */
  static <R> Optional<Row<R>> bind(
      LocatedNode node, Class<R> type, String path, Problems problems) {
    R value = RecordBinder.bind(node, type, path, problems);
    return value == null || !(node instanceof MapNode map)
        ? Optional.empty()
        : Optional.of(new Row<>(value, map, path, problems));
  }

  /** Where the value of the innermost of nested keys was written, or what is nearest around it. */
  Origin origin(String... keys) {
    LocatedNode at = map;
    for (String key : keys) {
      if (!(at instanceof MapNode here) || here.get(key) == null) {
        break;
      }
      at = here.get(key);
    }
    return at.origin();
  }

  /** Reports what is wrong with the value under nested keys, given with dots between them. */
  void problem(String keys, String message, String hint) {
    problems.add(origin(keys.split("\\.")), path + "." + keys, message, hint);
  }

  /** Checks the id's spelling and the date's form, which every kind of entry has. */
  void checkIdentity(String id, String asOf) {
    if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
      problem("id", "found \"" + id + "\"", "write lower-case letters, digits, hyphens and points");
    }
    checkDate(asOf);
  }

  /** Checks that a date is one. */
  void checkDate(String asOf) {
    if (!asOf.matches("[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")) {
      problem("as_of", "found \"" + asOf + "\"", "write the date as YYYY-MM-DD or YYYY-MM");
    }
  }
}
