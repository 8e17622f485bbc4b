/** The sweep screen without a window: what is swept, how far it is, its charts and its table. */
package io.foretoken.ui.viewmodel.sweep;
