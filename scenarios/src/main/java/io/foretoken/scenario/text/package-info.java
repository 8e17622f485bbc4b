/** YAML that the program writes for people to read and change. Depends on the JDK only. */
package io.foretoken.scenario.text;
