package zhijiao.core.settings;

/**
 * A setting as it is documented.
 *
 * @param path such as {@code rules.curfew.persistFixes}
 * @param unit what a number counts, or empty
 * @param standard the default, as it is written in a file
 * @param allowed what may be written
 * @param meaning one phrase: what it decides
 */
public record Setting(
    String path, String unit, String standard, String allowed, String meaning, Source source) {}
