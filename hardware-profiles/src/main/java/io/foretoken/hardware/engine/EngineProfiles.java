package io.foretoken.hardware.engine;

import io.foretoken.input.bind.RecordBinder;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Problems;
import io.foretoken.input.yaml.LocatedYaml;
import io.foretoken.input.yaml.MapNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds engine profiles by name and version. */
public final class EngineProfiles {
  private static final String FOLDER = "/io/foretoken/hardware/engines/";

  /** Engines that have shipped profiles. */
  public static final List<String> NAMES = List.of("generic", "sglang", "tensorrt-llm", "vllm");

  private static final Map<String, String> ALIASES =
      Map.of("trtllm", "tensorrt-llm", "trt-llm", "tensorrt-llm");

  /** Each engine's file is read on first use. */
  private static final Map<String, List<EngineProfile>> SHIPPED = new ConcurrentHashMap<>();

  private record File(int schemaVersion, List<EngineProfile> profiles) {}

  private EngineProfiles() {}

  /**
   * The profile of the newest known version.
   *
   * @throws UnknownEngineException if no engine has the name
   */
  public static EngineProfile newest(String name) {
    List<EngineProfile> profiles = of(name);
    return profiles.get(profiles.size() - 1);
  }

  /**
   * The profile that stands for a version.
   *
   * @param version such as {@code 0.19} or {@code 0.19.0}
   * @throws UnknownEngineException if no engine has the name, or no profile covers the version
   */
  public static EngineProfile find(String name, String version) {
    List<EngineProfile> profiles = of(name);
    Version wanted = Version.parse(version).orElseThrow(() -> unknownVersion(version, profiles));
    return profiles.stream()
        .filter(profile -> profile.covers(wanted))
        .findFirst()
        .orElseThrow(() -> unknownVersion(version, profiles));
  }

  /**
   * All profiles of an engine, oldest version first.
   *
   * @throws UnknownEngineException if no engine has the name
   */
  public static List<EngineProfile> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String canonical = ALIASES.getOrDefault(lower, lower);
    if (!NAMES.contains(canonical)) {
      String question = NearestName.question(name, NAMES);
      throw new UnknownEngineException(
          "name",
          "no engine is called \"" + name + "\"",
          (question.isEmpty() ? "" : question + " ") + "known: " + String.join(", ", NAMES));
    }
    return SHIPPED.computeIfAbsent(canonical, EngineProfiles::load);
  }

  private static UnknownEngineException unknownVersion(
      String version, List<EngineProfile> profiles) {
    List<String> known = new ArrayList<>();
    for (EngineProfile profile : profiles) {
      known.add(profile.describeVersions());
    }
    EngineProfile nearest = nearest(version, profiles);
    return new UnknownEngineException(
        "version",
        "no profile of " + nearest.name() + " stands for version \"" + version + "\"",
        "the nearest is " + nearest.version() + "; known: " + String.join(", ", known));
  }

  /** The oldest profile for versions before it, else the newest. */
  private static EngineProfile nearest(String version, List<EngineProfile> profiles) {
    EngineProfile oldest = profiles.get(0);
    boolean before =
        Version.parse(version)
            .map(wanted -> wanted.compareTo(Version.of(oldest.from())) < 0)
            .orElse(false);
    return before ? oldest : profiles.get(profiles.size() - 1);
  }

  private static <R> R bind(MapNode map, Class<R> type) {
    Problems problems = new Problems();
    R bound = RecordBinder.bind(map, type, problems);
    problems.throwIfAny();
    return bound;
  }

  private static List<EngineProfile> load(String name) {
    String path = FOLDER + name + ".yaml";
    try (InputStream stream = EngineProfiles.class.getResourceAsStream(path)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      MapNode file = LocatedYaml.parseMap(text, "engines/" + name + ".yaml");
      return List.copyOf(bind(file, File.class).profiles());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
