/**
 * The command line: {@link io.foretoken.cli.Main}, the frame that every command runs in (exit
 * codes, messages, interruption) and one class per command. It asks {@code scenarios} for answers
 * and prints them; it computes nothing itself. May depend on every module but the workbench's
 * internals.
 */
package io.foretoken.cli;
