package io.foretoken.input.bind;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The numbers accepted; in a list or map it holds for every element. For quantities the limits are
 * in base units: seconds, events per second, bytes, fractions.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** The smallest number accepted. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest number accepted. */
  double max() default Double.POSITIVE_INFINITY;

  /** Whether {@link #min} itself is refused. */
  boolean aboveMin() default false;

  /** Whether {@link #max} itself is refused. */
  boolean belowMax() default false;
}
