package io.foretoken.input.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A sealed interface of records of which a map chooses one by the value of a key, the
 * discriminator. Each record has a {@link Named}. A plain text in place of the map is the value of
 * the discriminator: {@code routing: least-outstanding} means {@code routing: {policy:
 * least-outstanding}}, unless {@link #text} says otherwise.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variants {
  /** The key whose value is the name of a variant. */
  String discriminator();

  /** The records; empty means all that the sealed interface permits. */
  Class<?>[] value() default {};

  /** The variant that a bare number stands for, by its {@link Shorthand}; void for none. */
  Class<?> number() default void.class;

  /** The variant that a bare text stands for, by its {@link Shorthand}; void for none. */
  Class<?> text() default void.class;

  /** The variant of a map without the discriminator; void when it must be written. */
  Class<?> otherwise() default void.class;
}
