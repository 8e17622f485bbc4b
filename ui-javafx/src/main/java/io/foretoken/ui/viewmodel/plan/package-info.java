/** What the Plan screen knows: the question as fields, the plan on its way, and its answer. */
package io.foretoken.ui.viewmodel.plan;
