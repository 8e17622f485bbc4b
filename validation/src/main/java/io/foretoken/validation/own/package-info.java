/**
 * The project's own measured runs, made by {@code validation/measure}: where they lie, and which of
 * them no constant may be fitted to.
 */
package io.foretoken.validation.own;
