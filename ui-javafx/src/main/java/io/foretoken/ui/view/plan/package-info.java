/** The Plan screen: the question on the left, the fleet and why it is that one on the right. */
package io.foretoken.ui.view.plan;
