package io.foretoken.input.yaml;

import io.foretoken.input.problem.Origin;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A map from texts to nodes that keeps the order of its keys and where each was written. */
public final class MapNode implements LocatedNode {
  private final Origin origin;
  private final Map<String, Entry> entries;

  /**
   * A key with its value.
   *
   * @param key the key's text
   * @param keyOrigin where the key was written
   * @param value the value
   */
  public record Entry(String key, Origin keyOrigin, LocatedNode value) {}

  /**
   * A map of the given entries, in their order. A later entry takes the place of an earlier one
   * with the same key; readers refuse duplicates before they come here.
   */
  public MapNode(Origin origin, Collection<Entry> entries) {
    this(origin, byKey(entries));
  }

  private MapNode(Origin origin, Map<String, Entry> entries) {
    this.origin = origin;
    this.entries = Collections.unmodifiableMap(entries);
  }

  /** A map without entries. */
  public static MapNode empty(Origin origin) {
    return new MapNode(origin, new LinkedHashMap<>());
  }

  private static Map<String, Entry> byKey(Collection<Entry> entries) {
    LinkedHashMap<String, Entry> byKey = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byKey.put(entry.key(), entry);
    }
    return byKey;
  }

  @Override
  public Origin origin() {
    return origin;
  }

  /** The entries, in the order in which they were written. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** The keys, in the order in which they were written. */
  public Set<String> keys() {
    return entries.keySet();
  }

  /** How many keys there are. */
  public int size() {
    return entries.size();
  }

  /** Whether the key was written, be it with a null value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of the key; null when the key was not written. */
  public LocatedNode get(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** Where the key was written; the map's own origin when it was not. */
  public Origin keyOrigin(String key) {
    Entry entry = entries.get(key);
    return entry == null ? origin : entry.keyOrigin();
  }

  /**
   * A map in which {@code key} has the given value; every other entry is shared with this one. A
   * key that is new comes last.
   */
  public MapNode with(String key, Origin keyOrigin, LocatedNode value) {
    LinkedHashMap<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.put(key, new Entry(key, keyOrigin, value));
    return new MapNode(origin, changed);
  }

  /** A map without the given key. */
  public MapNode without(String key) {
    LinkedHashMap<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.remove(key);
    return new MapNode(origin, changed);
  }

  @Override
  public String describe() {
    return "a map";
  }

  /** Maps are equal when their entries are, whatever their order, and their origins. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MapNode map && origin.equals(map.origin) && entries.equals(map.entries);
  }

  @Override
  public int hashCode() {
    return 31 * origin.hashCode() + entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.values().toString();
  }
}
