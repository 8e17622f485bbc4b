/**
 * Programs that judge the calibration: on runs made by the simulator from known constants, and on
 * measured runs. Their figures stand in {@code docs/calibration.md}.
 */
package io.foretoken.validation.calibrate.study;
