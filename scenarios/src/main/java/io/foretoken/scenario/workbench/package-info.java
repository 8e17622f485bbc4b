/** How the command line finds the window without knowing it. */
package io.foretoken.scenario.workbench;
