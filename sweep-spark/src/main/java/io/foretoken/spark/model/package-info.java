/**
 * A model of sweeps on clusters of any size: the driver's threads, the network, executors that are
 * not all as fast as each other. It knows the rules by which the runner makes jobs and nothing of
 * Spark's classes; its constants are measured.
 */
package io.foretoken.spark.model;
