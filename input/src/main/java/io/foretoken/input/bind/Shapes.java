package io.foretoken.input.bind;

import io.foretoken.input.yaml.LocatedNode;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Finds the shape of a Java type; a type that has none is a mistake in a declaration. */
final class Shapes {
  private static final ClassValue<Shape> OF_CLASSES =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return type.isRecord() ? new RecordShape(type) : new VariantsShape(type);
        }
      };

  private Shapes() {}

  /** The shape of a record, or of a sealed interface with {@link Variants}. */
  static Shape ofClass(Class<?> type) {
    return OF_CLASSES.get(type);
  }

  /** The shape of a record. */
  static RecordShape ofRecord(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    return (RecordShape) ofClass(type);
  }

  /** The shape of a type, whose scalars obey the annotations. */
  static Shape of(Type type, AnnotatedElement annotations) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, annotations);
    }
    if (type instanceof Class<?> plain) {
      return ofPlain(plain, annotations);
    }
    throw unsupported(type);
  }

  private static Shape ofGeneric(ParameterizedType type, AnnotatedElement annotations) {
    Type[] arguments = type.getActualTypeArguments();
    Shape last = of(arguments[arguments.length - 1], annotations);
    if (type.getRawType() == List.class) {
      return new ListShape(last);
    }
    if (type.getRawType() == Map.class && arguments[0] == String.class) {
      return new MapShape(last);
    }
    if (type.getRawType() == Optional.class) {
      return new OptionalShape(last, Optional.empty(), Optional::of);
    }
    if (type.getRawType() == Located.class) {
      return new LocatedShape(last);
    }
    throw unsupported(type);
  }

  private static Shape ofPlain(Class<?> type, AnnotatedElement annotations) {
    Bounds bounds = Bounds.of(annotations.getAnnotation(Range.class));
    if (type == String.class) {
      return new TextShape(annotations.isAnnotationPresent(Quoted.class));
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return new WholeShape(type == int.class || type == Integer.class, bounds);
    }
    if (type == double.class || type == Double.class) {
      return new RealShape(bounds);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new FlagShape();
    }
    if (type == OptionalInt.class) {
      return new OptionalShape(
          new WholeShape(true, bounds), OptionalInt.empty(), v -> OptionalInt.of((Integer) v));
    }
    if (type == OptionalLong.class) {
      return new OptionalShape(
          new WholeShape(false, bounds), OptionalLong.empty(), v -> OptionalLong.of((Long) v));
    }
    if (type == OptionalDouble.class) {
      return new OptionalShape(
          new RealShape(bounds), OptionalDouble.empty(), v -> OptionalDouble.of((Double) v));
    }
    if (QuantityShape.knows(type)) {
      return QuantityShape.of(type, bounds);
    }
    if (LocatedNode.class.isAssignableFrom(type)) {
      return new RawShape(type);
    }
    if (type.isEnum()) {
      return new ChoiceShape(type);
    }
    if (type.isRecord() || type.isAnnotationPresent(Variants.class)) {
      return ofClass(type);
    }
    throw unsupported(type);
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException("no key can have the type " + type.getTypeName());
  }
}
