/**
 * Windows, screens and controls. Knows view models and draws what they publish; nothing that takes
 * longer than a frame happens here.
 */
package io.foretoken.ui.view;
