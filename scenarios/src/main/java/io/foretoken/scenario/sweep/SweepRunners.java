package io.foretoken.scenario.sweep;

import io.foretoken.input.problem.BadInputException;
import io.foretoken.input.problem.NearestName;
import io.foretoken.input.problem.Origin;
import io.foretoken.input.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The sweep runners by name: the shipped one and those on the class path. */
public final class SweepRunners {
  /** Name of the shipped runner. */
  public static final String LOCAL = "local";

  private final Map<String, SweepRunner> byName = new TreeMap<>();

  SweepRunners(Iterable<SweepRunner> found) {
    add(new LocalSweepRunner());
    found.forEach(this::add);
  }

  /** The shipped runner and those that a {@link ServiceLoader} finds. */
  public static SweepRunners installed() {
    return new SweepRunners(ServiceLoader.load(SweepRunner.class));
  }

  private void add(SweepRunner runner) {
    SweepRunner other = byName.put(runner.name(), runner);
    if (other != null) {
      throw new IllegalArgumentException(
          "two sweep runners are called '"
              + runner.name()
              + "': "
              + other.getClass().getName()
              + " and "
              + runner.getClass().getName());
    }
  }

  /** Their names, sorted. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * The runner of that name.
   *
   * @throws BadInputException if there is none
   */
  public SweepRunner named(String name, Origin origin) {
    SweepRunner runner = byName.get(name);
    if (runner == null) {
      String question = NearestName.question(name, names());
      throw new BadInputException(
          Problem.of(
              origin,
              "there is no sweep runner \"" + name + "\" on the class path",
              (question + " known: " + String.join(", ", names())).strip()));
    }
    return runner;
  }
}
