package io.foretoken.validation.measured;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.units.NotAQuantityException;
import io.foretoken.input.units.Numbers;
import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.input.yaml.LocatedNode;
import io.foretoken.input.yaml.MapNode;
import io.foretoken.input.yaml.ScalarNode;
import io.foretoken.validation.table.UnusableRunException;
import java.nio.file.Path;
import java.util.Optional;

/** Single values of a JSON object; null and missing are the same. */
final class JsonFacts {
  private final MapNode map;

  private JsonFacts(MapNode map) {
    this.map = map;
  }

  /**
   * Reads a file.
   *
   * @throws UnusableRunException if it is no JSON object
   */
  static JsonFacts read(Path file) {
    try {
      if (LocatedJson.read(file) instanceof MapNode map) {
        return new JsonFacts(map);
      }
    } catch (BadInputException e) {
      throw new UnusableRunException(SkipKind.DAMAGED, SkipKind.oneLine(e.problems().get(0)));
    }
    throw new UnusableRunException(SkipKind.DAMAGED, file.getFileName() + " is not a JSON object");
  }

  Optional<String> text(String key) {
    LocatedNode node = map.get(key);
    return node instanceof ScalarNode scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }

  String require(String key) {
    return text(key)
        .orElseThrow(
            () ->
                new UnusableRunException(
                    SkipKind.NOT_STATED, "\"" + key + "\" is not in " + map.origin().source()));
  }

  int whole(String key, int otherwise) {
    Optional<String> text = text(key);
    try {
      return text.isPresent() ? (int) Numbers.whole(text.get(), 1, Integer.MAX_VALUE) : otherwise;
    } catch (NotAQuantityException e) {
      throw new UnusableRunException(
          SkipKind.DAMAGED, map.origin().source() + ": " + key + ": " + e.getMessage());
    }
  }
}
