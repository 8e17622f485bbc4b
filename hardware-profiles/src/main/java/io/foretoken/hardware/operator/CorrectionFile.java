package io.foretoken.hardware.operator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The corrections of a shipped GPU as text, a tenth of the time that YAML takes to read: they are
 * read for every deployment that is compiled. Lines:
 *
 * <pre>
 * # a comment
 * axes 1 n=128,256,512 m=1,2,4
 * gemm_bf16 1 AAECAwQFBgcI
 * </pre>
 *
 * <p>Axes by a name, then tables by the names of {@link Corrections}, their axes and their values
 * as {@link CorrectionTable} has them.
 */
final class CorrectionFile {
  private CorrectionFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException for a line that is not as above
   */
  static Map<String, CorrectionTable> parse(String text) {
    Map<String, List<CorrectionAxis>> axes = new HashMap<>();
    Map<String, CorrectionTable> tables = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split(" ", -1);
      if (words[0].equals("axes") && words.length > 2) {
        List<CorrectionAxis> named = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
          named.add(axis(words[i]));
        }
        axes.put(words[1], List.copyOf(named));
      } else if (words.length == 3 && axes.containsKey(words[1])) {
        tables.put(words[0], new CorrectionTable(axes.get(words[1]), words[2]));
      } else {
        throw new IllegalArgumentException("no line of corrections: " + line);
      }
    }
    return tables;
  }

  private static CorrectionAxis axis(String word) {
    int equals = word.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("no axis: " + word);
    }
    return new CorrectionAxis(
        word.substring(0, equals),
        Stream.of(word.substring(equals + 1).split(",", -1)).map(Double::valueOf).toList());
  }
}
