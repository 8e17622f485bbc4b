package io.foretoken.sim.testkit;

import java.lang.reflect.Field;

/** Reads and falsifies private fields, for tests of what finds out. */
public final class Insides {
  private Insides() {}

  /** The value of a field. */
  public static Object get(Object of, String name) throws ReflectiveOperationException {
    return field(of, name).get(of);
  }

  /** Gives a field another value. */
  public static void set(Object of, String name, int value) throws ReflectiveOperationException {
    field(of, name).set(of, value);
  }

  private static Field field(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
