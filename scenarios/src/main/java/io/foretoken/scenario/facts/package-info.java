/**
 * What the catalogues know about a GPU, a model or an engine, as lists of facts to print. Depends
 * on {@code hardware-profiles} and {@code workloads}.
 */
package io.foretoken.scenario.facts;
