/**
 * {@code report.html} of a validation, made of the charts and parts of pages of {@code
 * io.foretoken.scenario}. Depends on scores and suites.
 */
package io.foretoken.validation.report;
