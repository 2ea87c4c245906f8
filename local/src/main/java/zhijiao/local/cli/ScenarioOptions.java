package zhijiao.local.cli;

import java.util.Locale;
import picocli.CommandLine.Option;
import zhijiao.local.simulator.Noise;
import zhijiao.local.simulator.Simulator;

/** The options of every command that simulates. */
final class ScenarioOptions {

  @Option(names = "--seed", defaultValue = "1", description = "seed (default ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--days",
      defaultValue = "30",
      description = "days from 2026-04-01 (default ${DEFAULT-VALUE})")
  private int days;

  @Option(
      names = "--people",
      defaultValue = "2241",
      description = "supervisees (default ${DEFAULT-VALUE}, as in Lishui's register)")
  private int people;

  @Option(
      names = "--noise",
      defaultValue = "default",
      description = "default, harsh or lasting (default ${DEFAULT-VALUE})")
  private String noise = "default";

  @Option(
      names = "--intensity",
      defaultValue = "1",
      description =
          "how many times as often everything is broken, for few days (default ${DEFAULT-VALUE})")
  private double intensity;

  @Option(
      names = "--spread",
      defaultValue = "0",
      description =
          "how unlike people are in missing check-ins and hours; 0 all alike (default ${DEFAULT-VALUE})")
  private double spread;

  int days() {
    return days;
  }

  int people() {
    return people;
  }

  Simulator.Scenario scenario() {
    return Simulator.Scenario.ofDefault(seed, days, people, Noise.named(noise))
        .intense(intensity)
        .unlike(spread);
  }

  String words() {
    return String.format(
        Locale.ROOT,
        "%d people, %d days, %s noise, seed %d%s",
        people,
        days,
        noise,
        seed,
        (intensity == 1 ? "" : String.format(Locale.ROOT, ", breaches times %.3g", intensity))
            + (spread == 0 ? "" : String.format(Locale.ROOT, ", spread %.3g", spread)));
  }
}
