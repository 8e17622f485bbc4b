package io.foretoken.input.json;

import io.foretoken.input.problem.BadInputException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the first value of a JSON file is made of: the keys that it has, to a depth of six, by their
 * paths. Of lists the first element alone is looked at. Example: {@code [{"info": {"a": [1]}}]} has
 * the paths {@code []}, {@code [].info}, {@code [].info.a} and {@code [].info.a[]}.
 *
 * @param paths that were found, up to where the file stops being JSON
 */
public record JsonOutline(Set<String> paths) {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_PATHS = 20_000;

  /** Keeps a copy. */
  public JsonOutline {
    paths = Set.copyOf(paths);
  }

  /** Whether there are all of the given paths. */
  public boolean hasAll(String... wanted) {
    return paths.containsAll(Set.of(wanted));
  }

  /**
   * Looks at a file; what is wrong with it later is for its reader to say.
   *
   * @param maxBytes of its text, unpacked
   * @throws BadInputException if it cannot be opened
   */
  public static JsonOutline of(Path file, long maxBytes) {
    Set<String> paths = new LinkedHashSet<>();
    try (JsonCursor json = JsonCursor.open(file, maxBytes)) {
      if (json.nextRoot()) {
        look(json, "", 0, paths);
      }
    } catch (BadInputException e) {
      if (paths.isEmpty()) {
        throw e;
      }
    }
    return new JsonOutline(paths);
  }

  private static void look(JsonCursor json, String path, int depth, Set<String> paths) {
    if (depth > MAX_DEPTH || paths.size() > MAX_PATHS) {
      return;
    }
    if (json.kind() == JsonCursor.Kind.OBJECT) {
      json.object(
          key -> {
            String below = path.isEmpty() ? key : path + "." + key;
            paths.add(below);
            look(json, below, depth + 1, paths);
          });
    } else if (json.kind() == JsonCursor.Kind.LIST) {
      boolean[] first = {true};
      json.list(
          () -> {
            if (first[0]) {
              first[0] = false;
              paths.add(path + "[]");
              look(json, path + "[]", depth + 1, paths);
            }
          });
    }
  }
}
