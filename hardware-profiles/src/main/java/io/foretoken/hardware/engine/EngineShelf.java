package io.foretoken.hardware.engine;

import java.util.List;
import java.util.Optional;

/**
 * Engine profiles by name and version: the shipped ones, and others that come before the shipped
 * ones for the versions that they stand for.
 *
 * @param own the others
 */
public record EngineShelf(List<EngineProfile> own) {
  /** What ships with the program. */
  public static final EngineShelf SHIPPED = new EngineShelf(List.of());

  /** Keeps a copy. */
  public EngineShelf {
    own = List.copyOf(own);
  }

  /**
   * The profile of an engine that stands for a version, or of the newest version.
   *
   * @throws UnknownEngineException as {@link EngineProfiles#find}
   */
  public EngineProfile find(String name, Optional<String> version) {
    EngineProfile newest = EngineProfiles.newest(name);
    Optional<Version> wanted = Version.parse(version.orElse(newest.version()));
    Optional<EngineProfile> covering =
        own.stream()
            .filter(engine -> engine.name().equals(newest.name()))
            .filter(engine -> wanted.map(engine::covers).orElse(false))
            .findFirst();
    if (covering.isPresent()) {
      return covering.get();
    }
    EngineProfile shipped = version.map(v -> EngineProfiles.find(name, v)).orElse(newest);
    return own.stream()
        .filter(engine -> engine.name().equals(shipped.name()))
        .filter(engine -> engine.version().equals(shipped.version()))
        .findFirst()
        .orElse(shipped);
  }
}
