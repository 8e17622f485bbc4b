/** Starts the workbench: from the service that the command line finds to the window. */
package io.foretoken.ui;
