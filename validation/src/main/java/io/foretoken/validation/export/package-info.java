/**
 * Result files of a validation. Depends on {@code suite} and on the number formats of scenarios.
 */
package io.foretoken.validation.export;
