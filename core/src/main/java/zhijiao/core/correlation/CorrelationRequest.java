package zhijiao.core.correlation;

import java.util.ArrayList;
import java.util.List;
import zhijiao.core.place.GeoPoint;

/**
 * What the police ask for.
 *
 * @param from beginning of the time in question, epoch milliseconds UTC
 * @param until its end, exclusive; at most {@link #LONGEST_MILLIS} later
 * @param place WGS-84
 * @param radiusMetres 1–{@value #GREATEST_RADIUS}
 * @param basis the provision and the decision on which the request rests
 * @param requester who asks: unit and officer
 * @param purpose what it is for
 * @param caseNumber the number of the case
 */
public record CorrelationRequest(
    long from,
    long until,
    GeoPoint place,
    int radiusMetres,
    String basis,
    String requester,
    String purpose,
    String caseNumber) {

  /** As in the practice that this follows (UK Ministry of Justice, crime matching): twelve hours. */
  public static final long LONGEST_MILLIS = 12 * 3_600_000L;

  public static final int GREATEST_RADIUS = 100;

  /** What is missing or wrong, each in words; empty when the request may be answered. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    require("basis", basis, problems);
    require("requester", requester, problems);
    require("purpose", purpose, problems);
    require("caseNumber", caseNumber, problems);
    if (until <= from) {
      problems.add("until: not after from");
    } else if (until - from > LONGEST_MILLIS) {
      problems.add("until: more than 12 hours after from");
    }
    if (radiusMetres < 1 || radiusMetres > GREATEST_RADIUS) {
      problems.add("radiusMetres: not 1–" + GREATEST_RADIUS);
    }
    return problems;
  }

  private static void require(String name, String value, List<String> problems) {
    if (value.isBlank()) {
      problems.add(name + ": missing");
    }
  }
}
