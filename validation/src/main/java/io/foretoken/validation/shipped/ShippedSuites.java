package io.foretoken.validation.shipped;

import io.foretoken.input.yaml.LocatedJson;
import io.foretoken.validation.measured.MeasuredRun;
import io.foretoken.validation.measured.MeasuredSets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The measured runs that ship with the program. */
public final class ShippedSuites {
  private static final String FOLDER = "/measured/";
  private static final String ENDING = ".jsonl.gz";

  private ShippedSuites() {}

  /**
   * All runs, suite by suite.
   *
   * @param suites suites wanted, none for all
   */
  public static List<MeasuredRun> read(List<String> suites) {
    List<MeasuredRun> runs = new ArrayList<>();
    for (String suite : suites.isEmpty() ? MeasuredSets.SUITES : suites) {
      try (InputStream in = ShippedSuites.class.getResourceAsStream(FOLDER + suite + ENDING)) {
        if (in != null) {
          Reader text = new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8);
          runs.addAll(read(suite + ENDING, text));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return List.copyOf(runs);
  }

  /**
   * Reads lines.
   *
   * @param name of the file, for messages
   */
  static List<MeasuredRun> read(String name, Reader text) throws IOException {
    List<MeasuredRun> runs = new ArrayList<>();
    BufferedReader lines = new BufferedReader(text);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      runs.add(MeasuredRunText.read(LocatedJson.parse(line, name + ":" + number)));
    }
    return runs;
  }
}
