package io.foretoken.scenario.figure;

import java.util.List;

/**
 * The classes and tenants that requests are of, by their numbers.
 *
 * @param classes at least one
 * @param tenants their names, at least one
 */
public record RequestClasses(List<RequestClass> classes, List<String> tenants) {
  /** Name of the only class and tenant of a scenario without classes. */
  public static final String DEFAULT = "default";

  /** Keeps copies. */
  public RequestClasses {
    classes = List.copyOf(classes);
    tenants = List.copyOf(tenants);
  }

  /** All requests alike. */
  public static RequestClasses one(Slo slo, boolean openLoop) {
    return new RequestClasses(
        List.of(new RequestClass(DEFAULT, DEFAULT, 0, slo, openLoop)), List.of(DEFAULT));
  }

  /** Whether there is anything to tell apart. */
  public boolean areNamed() {
    return classes.size() > 1 || tenants.size() > 1 || !classes.get(0).name().equals(DEFAULT);
  }

  /** Name of a class, for requests that leave. */
  public String className(int number) {
    return classes.get(number).name();
  }

  /** Whether any class has an objective. */
  public boolean haveObjectives() {
    return classes.stream().anyMatch(each -> !each.slo().terms().isEmpty());
  }

  /** Whether all classes have the same objective. */
  public boolean shareObjective() {
    return classes.stream().skip(1).allMatch(each -> each.slo().equals(classes.get(0).slo()));
  }
}
