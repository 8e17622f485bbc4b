/** The sweep screen: draws what {@code viewmodel.sweep} publishes. */
package io.foretoken.ui.view.sweep;
