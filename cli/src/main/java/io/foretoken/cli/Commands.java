package io.foretoken.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The registry of commands: what is not listed here does not exist. */
final class Commands {
  private Commands() {}

  /** Every command by the name that users type, in the order in which {@code --help} lists them. */
  static Map<String, Supplier<Command>> builtIn() {
    Map<String, Supplier<Command>> commands = new LinkedHashMap<>();
    commands.put("run", RunCommand::new);
    commands.put("sweep", SweepCommand::new);
    commands.put("capacity", CapacityCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("init", InitCommand::new);
    commands.put("cost", CostCommand::new);
    commands.put("compare", CompareCommand::new);
    commands.put("reproduce", ReproduceCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("show", ShowCommand::new);
    commands.put("memory", MemoryCommand::new);
    commands.put("describe", DescribeCommand::new);
    commands.put("schema", SchemaCommand::new);
    commands.put("calibrate", CalibrateCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("gui", GuiCommand::new);
    return commands;
  }
}
