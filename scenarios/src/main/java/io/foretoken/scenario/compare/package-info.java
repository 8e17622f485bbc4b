/**
 * Two runs side by side: which of their differences are real, and which could be chance. Depends on
 * the statistics of figures and on results read back.
 */
package io.foretoken.scenario.compare;
