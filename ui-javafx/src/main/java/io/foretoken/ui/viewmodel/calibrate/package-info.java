/** The Calibrate screen without a window: files, what they do not say, the fit and its profile. */
package io.foretoken.ui.viewmodel.calibrate;
