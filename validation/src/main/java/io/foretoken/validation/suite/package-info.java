/**
 * Everything together: measured runs in, predictions in parallel, errors and decisions per suite
 * out. Depends on the other packages but {@code export}.
 */
package io.foretoken.validation.suite;
