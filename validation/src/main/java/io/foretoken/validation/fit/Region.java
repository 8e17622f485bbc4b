package io.foretoken.validation.fit;

/**
 * Errors on shapes left out of the fit, over a part of them.
 *
 * @param name the part
 * @param form of the form alone
 * @param corrected of the form with its correction
 */
record Region(String name, Errors form, Errors corrected) {}
