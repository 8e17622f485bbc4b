/**
 * What every engine must do. Cases worked out by hand and laws over seeds stand in interfaces whose
 * default methods are the tests; an engine is put through all of them by one class that implements
 * them and names its factory.
 */
package io.foretoken.sim.engine;
