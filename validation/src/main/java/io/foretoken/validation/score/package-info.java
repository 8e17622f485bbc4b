/**
 * How far predictions are from measurements: per run, and over runs. Depends on {@code measured}
 * and {@code replay}.
 */
package io.foretoken.validation.score;
