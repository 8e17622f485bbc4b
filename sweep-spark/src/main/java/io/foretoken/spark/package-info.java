/**
 * Runs the tasks of a sweep on Apache Spark. Only strings and bytes cross between driver and
 * executors; what a task asks for is done by {@link io.foretoken.scenario.sweep.TaskExecutors#run},
 * as everywhere.
 */
package io.foretoken.spark;
