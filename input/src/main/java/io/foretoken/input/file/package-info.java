/**
 * Files as the readers of every format meet them: looked at before they are opened, read under a
 * limit, decoded as UTF-8 and nothing else.
 *
 * <p>Depends on {@code problem} and the JDK.
 */
package io.foretoken.input.file;
