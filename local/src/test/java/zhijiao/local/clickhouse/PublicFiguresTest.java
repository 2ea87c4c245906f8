package zhijiao.local.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zhijiao.jobs.io.clickhouse.ClickHouse;

/** What anyone may read, of 200 made-up counties, on the real engine. */
class PublicFiguresTest {

  @TempDir static Path folder;

  private static LocalClickHouse engine;
  private static ClickHouse server;

  /** Of each county up to 30 people in a tier, some with none, and a tag for nearly nobody, many, or nearly all. */
  @BeforeAll
  static void start() throws IOException {
    LocalClickHouseTest.assumeEngine();
    engine = LocalClickHouse.start(folder.resolve("engine"), LocalClickHouseTest.ENGINE);
    server = MigrationsTest.migrated(engine, folder, "p");
    server.run(
        "INSERT INTO p.input_counts (kind, outcome, reason, minute, total) VALUES"
            + " ('fix', 'input', '', '2026-04-05 04:00:00', 1)");
    server.run(
        "INSERT INTO p.order_facts (fact, subject, valid_from, county, office, tier) SELECT"
            + " leftPad(toString(rowNumberInAllBlocks()), 16, '0'), concat(county, '-', tier, '-',"
            + " toString(i)), '2026-01-01 00:00:00', county, '', tier FROM (SELECT concat('c',"
            + " toString(number)) AS county, arrayJoin(['STRICT', 'GENERAL', 'LENIENT']) AS tier,"
            + " arrayJoin(range(toUInt32(greatest(0, toInt64(cityHash64(number, tier) % 36) - 5))))"
            + " AS i FROM numbers(200))");
    server.run(
        "INSERT INTO p.authorisation_facts (fact, subject, valid_from, valid_until, ground) SELECT"
            + " fact, subject, '2026-03-01 00:00:00', '2026-05-01 00:00:00', 1 FROM p.order_facts"
            + " WHERE cityHash64(subject) % 100 < [5, 50, 95, 100][1 + cityHash64(county) % 4]");
  }

  @AfterAll
  static void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  private static List<String> wrong(String shown, String hidden) throws IOException {
    return server
        .run(
            "SELECT county, people, strict, general, lenient FROM (SELECT county, people, "
                + shown
                + ") WHERE "
                + hidden)
        .lines()
        .toList();
  }

  private static final String TIERS_LEFT =
      "people - ifNull(strict, 0) - ifNull(general, 0) - ifNull(lenient, 0)";

  @Test
  void s23_no_group_of_fewer_than_ten_is_shown_or_can_be_worked_out() throws IOException {
    assertEquals(
        List.of(),
        wrong(
            "strict, general, lenient FROM p.public_figures",
            TIERS_LEFT + " BETWEEN 1 AND 9 OR least(strict, general, lenient) < 10"));
    assertEquals(
        "0\n",
        server.run(
            "SELECT count() FROM p.public_figures WHERE with_tag < 10 OR people - with_tag BETWEEN"
                + " 1 AND 9 OR people < 10"));
    // Canary: withholding only what is small lets it be worked out.
    assertTrue(
        wrong(
                    "if(s >= 10, s, NULL) AS strict, if(g >= 10, g, NULL) AS general, if(l >= 10, l,"
                        + " NULL) AS lenient FROM (SELECT county, count() AS people, countIf(tier ="
                        + " 'STRICT') AS s, countIf(tier = 'GENERAL') AS g, countIf(tier ="
                        + " 'LENIENT') AS l FROM p.supervisees GROUP BY county)",
                    TIERS_LEFT + " BETWEEN 1 AND 9")
                .size()
            > 20);
  }

  @Test
  void s23_nothing_more_is_withheld_than_must_be() throws IOException {
    String known =
        "SELECT county, people, strict, general, lenient, with_tag, s, g, l FROM p.public_figures"
            + " INNER JOIN (SELECT county, countIf(tier = 'STRICT') AS s, countIf(tier = 'GENERAL') AS g,"
            + " countIf(tier = 'LENIENT') AS l FROM p.supervisees GROUP BY county) AS truth USING county";
    assertEquals(
        "0\n",
        server.run(
            "SELECT count() FROM ("
                + known
                + ") WHERE least(s, g, l) >= 10 AND (ifNull(strict, 0) != s OR ifNull(general, 0) !="
                + " g OR ifNull(lenient, 0) != l)"),
        "where all are large all are told, and truly");
    assertTrue(
        Integer.parseInt(
                server
                    .run(
                        "SELECT countIf(strict IS NOT NULL AND general IS NULL AND lenient IS NULL)"
                            + " + countIf(with_tag IS NOT NULL) FROM p.public_figures")
                    .strip())
            > 20,
        "and some of the others");
  }
}
