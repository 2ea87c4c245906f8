package zhijiao.core.fact;

import java.time.ZoneId;

/**
 * Who is in charge of a person.
 *
 * @param zone in which days are reckoned
 * @param county code of the county
 * @param office code of the judicial office
 * @param minor true for a case in which the person was a minor
 */
public record Seat(ZoneId zone, String county, String office, boolean minor) {}
