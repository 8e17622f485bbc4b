/**
 * Prices of GPU hours, each with its provider, terms, date and source, and the rule that picks one.
 *
 * <p>Depends on the JDK only.
 */
package io.foretoken.hardware.price;
