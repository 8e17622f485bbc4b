package io.foretoken.hardware.catalog;

import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import io.foretoken.input.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The entries of one kind, found by id or by any of their names. Entries are read when first asked
 * for. Safe for several threads once all entries were added.
 *
 * @param <E> an entry
 */
final class Shelf<E> {
  private final String kind;
  private final String elsewhere;
  private final Map<String, Slot<E>> byId = new LinkedHashMap<>();
  private final Map<String, Slot<E>> byName = new LinkedHashMap<>();

  /**
   * An empty shelf.
   *
   * @param kind what stands on it, such as "GPU"
   * @param elsewhere what to do about a name that is not here
   */
  Shelf(String kind, String elsewhere) {
    this.kind = kind;
    this.elsewhere = elsewhere;
  }

  /** One entry, read or not. */
  private static final class Slot<E> {
    private final String id;
    private final Optional<Origin> origin;
    private Supplier<E> reader;
    private E entry;

    Slot(String id, Optional<Origin> origin, Supplier<E> reader) {
      this.id = id;
      this.origin = origin;
      this.reader = reader;
    }

    synchronized E get() {
      if (entry == null) {
        entry = reader.get();
        reader = null;
      }
      return entry;
    }
  }

  /** Adds a shipped entry; the shipped names are known not to collide. */
  void addShipped(String id, List<String> names, Supplier<E> reader) {
    Slot<E> slot = new Slot<>(id, Optional.empty(), reader);
    byId.put(id, slot);
    byName.put(Names.canonical(id), slot);
    names.forEach(name -> byName.put(Names.canonical(name), slot));
  }

  /**
   * Adds an entry of the user's. One with the id of a shipped entry takes its place, under all its
   * names; any other name that is taken is a problem.
   */
  void addOwn(String id, List<String> names, Origin origin, E entry, Problems problems) {
    Slot<E> slot = new Slot<>(id, Optional.of(origin), () -> entry);
    Slot<E> replaced = byId.get(id);
    if (replaced != null && replaced.origin.isPresent()) {
      problems.add(
          Problem.of(
              origin,
              "the " + kind + " \"" + id + "\" is here a second time",
              "it stands already at " + replaced.origin.get()));
      return;
    }
    if (replaced != null) {
      byName.replaceAll((name, other) -> other == replaced ? slot : other);
    }
    List<String> all = new ArrayList<>(names);
    all.add(0, id);
    for (String name : all) {
      Slot<E> taken = byName.putIfAbsent(Names.canonical(name), slot);
      if (taken != null && taken != slot) {
        problems.add(
            Problem.of(
                origin,
                "the name \""
                    + name
                    + "\" of "
                    + id
                    + " belongs to "
                    + taken.id
                    + taken.origin.map(at -> " at " + at).orElse(" of the shipped catalogue"),
                "a name finds one " + kind + ": leave it out in one of them"));
      }
    }
    byId.put(id, slot);
  }

  Optional<E> find(String name) {
    Slot<E> slot = byName.get(Names.canonical(name));
    return slot == null ? Optional.empty() : Optional.of(slot.get());
  }

  /** The id that {@code name} stands for, without reading the entry. */
  Optional<String> id(String name) {
    Slot<E> slot = byName.get(Names.canonical(name));
    return slot == null ? Optional.empty() : Optional.of(slot.id);
  }

  /** All ids, shipped ones first, in the order of the files. */
  List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  List<E> all() {
    return byId.values().stream().map(Slot::get).toList();
  }

  /** Why {@code name} was not found, and what may have been meant. */
  Problem unknown(String name, Origin origin, String path) {
    String near =
        NearestName.of(Names.canonical(name), byName.keySet())
            .map(close -> meant(close) + " ")
            .orElse("");
    return new Problem(origin, path, "unknown " + kind + " \"" + name + "\"", near + elsewhere);
  }

  private String meant(String close) {
    String id = byName.get(close).id;
    return "did you mean \"" + id + "\"?" + (close.equals(id) ? "" : " (" + close + ")");
  }
}
