package io.foretoken.scenario.serving;

import io.foretoken.scenario.resolve.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a new scenario is to be made from.
 *
 * @param command a serving command, if one is given
 * @param given what the user gave by options; it goes before what the command says
 * @param catalogs catalogue files and folders of the user's
 * @param folder where the scenario will lie; its paths start there
 */
public record InitQuestion(
    Optional<ServingCommand> command, List<Setting> given, List<Path> catalogs, Path folder) {}
