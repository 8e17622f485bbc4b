package io.foretoken.input.bind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foretoken.input.units.ByteSize;
import io.foretoken.input.units.Percent;
import io.foretoken.input.units.Rate;
import io.foretoken.input.units.TimeSpan;
import io.foretoken.input.yaml.ScalarNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A number with a unit. */
final class QuantityShape<T> extends ScalarShape {
  private final Kind<T> kind;
  private final Bounds bounds;

  /** A type of quantity: how it is parsed, and what it is called. */
  private record Kind<T>(
      String wanted,
      String example,
      String pattern,
      String baseUnit,
      Function<String, T> parser,
      ToDoubleFunction<T> magnitude) {}

  private static final Map<Class<?>, Kind<?>> KINDS =
      Map.of(
          TimeSpan.class,
          new Kind<>(
              "a time", "500ms", TimeSpan.pattern(), "s", TimeSpan::parse, TimeSpan::seconds),
          Rate.class,
          new Kind<>("a rate", "12/s", Rate.pattern(), "/s", Rate::parse, Rate::perSecond),
          ByteSize.class,
          new Kind<>(
              "a size in bytes",
              "80GiB",
              ByteSize.pattern(),
              "B",
              ByteSize::parse,
              size -> (double) size.bytes()),
          Percent.class,
          new Kind<>(
              "a percentage", "2%", Percent.pattern(), "", Percent::parse, Percent::fraction));

  private QuantityShape(Kind<T> kind, Bounds bounds) {
    this.kind = kind;
    this.bounds = bounds;
  }

  static boolean knows(Class<?> type) {
    return KINDS.containsKey(type);
  }

  static Shape of(Class<?> type, Bounds bounds) {
    return new QuantityShape<>(KINDS.get(type), bounds);
  }

  @Override
  Object readScalar(ScalarNode scalar, Site site) {
    T value = kind.parser().apply(scalar.text());
    if (!bounds.contains(kind.magnitude().applyAsDouble(value))) {
      return site.problem(
          scalar.origin(),
          "found " + scalar.text() + ", which is out of range",
          "write " + kind.wanted() + " of " + bounds.describe(kind.baseUnit()));
    }
    return value;
  }

  @Override
  public ObjectNode schema(Definitions definitions) {
    return definitions.object().put("type", "string").put("pattern", kind.pattern());
  }

  @Override
  public String wanted() {
    return kind.wanted() + " such as " + kind.example();
  }
}
