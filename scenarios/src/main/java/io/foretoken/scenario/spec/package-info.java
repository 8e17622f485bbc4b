/**
 * Scenarios as people write them: records whose components are the keys of the YAML. The JSON
 * Schema and the reference page are made from them. Depends on {@code input} and {@code workloads}.
 */
package io.foretoken.scenario.spec;
