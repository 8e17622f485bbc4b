package io.foretoken.sim.request;

import java.util.Arrays;

/**
 * Numbers for the pairs of class and tenant that occur among requests, in order of first
 * occurrence; (class 0, tenant 0) is number 0 whether it occurs or not. So a run whose requests are
 * all alike has one number, and what is counted by it need not be counted.
 *
 * <p>A hash table over primitive arrays: looking a pair up allocates nothing.
 */
public final class LabelPairs {
  private int[] classes = new int[8];
  private int[] tenants = new int[8];
  private int[] places = new int[16];
  private int count = 1;

  /** The number of a pair. */
  public int numberOf(int classIndex, int tenant) {
    return (classIndex | tenant) == 0 ? 0 : lookUp(classIndex, tenant);
  }

  private int lookUp(int classIndex, int tenant) {
    int at = placeOf(classIndex, tenant);
    while (places[at] != 0) {
      int number = places[at];
      if (classes[number] == classIndex && tenants[number] == tenant) {
        return number;
      }
      at = (at + 1) & (places.length - 1);
    }
    return add(classIndex, tenant);
  }

  private int add(int classIndex, int tenant) {
    if (count == classes.length) {
      classes = Arrays.copyOf(classes, 2 * count);
      tenants = Arrays.copyOf(tenants, 2 * count);
      places = new int[4 * count];
      for (int number = 1; number < count; number++) {
        put(number);
      }
    }
    classes[count] = classIndex;
    tenants[count] = tenant;
    put(count);
    return count++;
  }

  private void put(int number) {
    int at = placeOf(classes[number], tenants[number]);
    while (places[at] != 0) {
      at = (at + 1) & (places.length - 1);
    }
    places[at] = number;
  }

  private int placeOf(int classIndex, int tenant) {
    int mixed = (31 * classIndex + tenant) * 0x9E3779B9;
    return (mixed >>> 16) & (places.length - 1);
  }

  /** Numbers given, at least 1. */
  public int count() {
    return count;
  }

  /** The class of a number's pair. */
  public int classIndex(int number) {
    return classes[number];
  }

  /** The tenant of a number's pair. */
  public int tenant(int number) {
    return tenants[number];
  }
}
