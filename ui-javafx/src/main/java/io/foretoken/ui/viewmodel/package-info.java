/**
 * What the window shows and does, without a window: immutable snapshots, published from threads of
 * their own. Knows scenarios and validation, never JavaFX, so that every behaviour is tested
 * without a toolkit.
 */
package io.foretoken.ui.viewmodel;
