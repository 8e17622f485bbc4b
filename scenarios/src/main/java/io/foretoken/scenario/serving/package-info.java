/**
 * Serving commands of inference engines and the scenarios made from them. Depends on {@code
 * resolve}, {@code memory} and {@code text}.
 */
package io.foretoken.scenario.serving;
