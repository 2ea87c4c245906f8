package zhijiao.safeguards;

import java.util.List;

/**
 * One of our thirty-two safeguards.
 *
 * @param number as in S1 to S32
 * @param requirement in a sentence
 * @param keeper what must keep it; detection keeps by tests that are named after it
 * @param how how it is kept, or why that is not for detection
 */
record Safeguard(int number, String requirement, Keeper keeper, String how) {

  /** What must keep a safeguard. */
  enum Keeper {
    /** Facts, timelines, rules, alerts and their edges: held by tests named {@code s<number>_…}. */
    DETECTION,
    /** Features, training and scores. */
    MODELS,
    /** Tables, their rights, and what is shown of them. */
    BOARDS,
    /** The office that runs it and the systems around it. */
    OPERATION
  }

  private static Safeguard detection(int number, String requirement, String how) {
    return new Safeguard(number, requirement, Keeper.DETECTION, how);
  }

  private static Safeguard models(int number, String requirement, String how) {
    return new Safeguard(number, requirement, Keeper.MODELS, how);
  }

  private static Safeguard boards(int number, String requirement, String how) {
    return new Safeguard(number, requirement, Keeper.BOARDS, how);
  }

  private static Safeguard operation(int number, String requirement, String how) {
    return new Safeguard(number, requirement, Keeper.OPERATION, how);
  }

  /** All of them, in order. */
  static final List<Safeguard> ALL =
      List.of(
          detection(
              1,
              "Tag data is used only while an authorisation covers the instant at which it arose.",
              "what no authorisation covers is sealed, counted and deleted; the managers are told that it came, and nothing of it"),
          detection(
              2,
              "An authorisation lasts three months at most, and a renewal is a new decision after an assessment, asked for in time.",
              "longer ones are refused at the edge; the managers are told fourteen and three days before the end; at the end collection stops by itself"),
          operation(
              3,
              "A person is asked for a position at fixed times or for a reason, and not more often than the tier allows.",
              "the engine asks nobody for anything: it reads check-ins that terminals and telephones were asked for; the budget is theirs"),
          detection(
              4,
              "Collection stops when supervision ends, whatever still arrives.",
              "what arose after the end is unlawful, sealed, counted and deleted"),
          detection(
              5,
              "Data is used for community corrections only; a question of the police is a request with basis, requester and purpose, and is logged.",
              "a query without them is refused; who may ask, and the log of reads of tables, are the database's"),
          detection(
              6,
              "Whereabouts are forgotten after a stated time.",
              "the job keeps observations for the kept days and no longer; tables forget by settings, but what is held as evidence; how long topics keep records is set at the broker"),
          detection(
              7,
              "Who was a minor when the case began is masked wherever nobody is entitled to know, then and later.",
              "the mark comes with the order, goes with every finding and alert, and empties pseudonym and place in what boards read; rights are the database's"),
          detection(
              8,
              "No measure, tier or revocation is decided by a machine.",
              "what decides can construct no order, measure or act; the next step of the law is a suggestion with its reasons"),
          detection(
              9,
              "Every alert says on what it rests, and a replay of the same facts gives the same bytes.",
              "rule, version, parameters, evidence and accuracy are in every finding; lateness and watermark in every event"),
          detection(
              10,
              "Uncertainty is used and never accuses.",
              "three-valued containment; twice the accuracy; a cell or Wi-Fi fix alone makes no finding"),
          detection(
              11,
              "What later facts disprove is taken back aloud.",
              "the day is judged again and the alert is retracted in the same topic; to tell every reader is for the receiving system"),
          detection(
              12,
              "Lost signal, low batteries and faults are never held against a person.",
              "they are matters of the device on the card of their rule, and no clock about a person starts with them"),
          detection(
              13,
              "A tamper that mended itself waits for a person all the same.",
              "the rules' cards say that their alerts do not end by themselves, and closing needs a reason"),
          detection(
              14,
              "A person can object, is answered in time, and what is contested says so.",
              "an objection is a fact; a clock tells the managers when no answer came; the freezing of features is for models"),
          detection(
              15,
              "Every alert explains itself in plain words, in Chinese too.",
              "a sentence for each rule; a page for each rule with source in law, false alarms and next step"),
          models(
              16,
              "What is sensitive can never be a feature.",
              "every schema marks its sensitive fields; that none reaches a model is for the feature catalogue"),
          models(17, "A model is fair between groups, or it is not used.", "a gate of training"),
          models(
              18,
              "A model is better than a simple one and is dropped when it drifts.",
              "a gate of training and a monitor of scores"),
          detection(
              19,
              "A face match is a candidate: below the threshold it is not joined, and that somebody was not seen means nothing.",
              "matches below the threshold are not judged; one that nobody verified needs a second piece of evidence"),
          detection(
              20,
              "A face is never the only way to check in.",
              "five means count alike, and each check-in says by which it was made"),
          detection(
              21,
              "Of what cameras see only supervised people are kept.",
              "a sighting has room for one pseudonym and for nobody beside; of a person without an order it is not judged"),
          boards(
              22,
              "Everybody sees their own county and office, and analysts see pseudonyms.",
              "row policies and roles of the database; every alert carries county and office for them"),
          boards(
              23,
              "Small cells are suppressed where the public or leaders read.",
              "a matter of the queries behind those boards"),
          operation(
              24,
              "An assessment of the impact on people is made with each release and kept.",
              "a document that people write; the pages of the rules are what it starts from"),
          operation(
              25,
              "Data stays in the country and nothing calls outside.",
              "servers of this build listen on the loopback address and fetch nothing while they run; networks are the site's"),
          detection(
              26,
              "No restriction is wider than its decision or outlives it.",
              "restrictions carry their basis and their end, and are checked"),
          detection(
              27,
              "Leave, work, illness and custody come before any alert.",
              "leave and excuses are terms, and terms of an instant hold before its observations"),
          detection(
              28,
              "Two people change a threshold or a zone, after they have seen what it would do.",
              "a change of settings is a fact with two names; what-if replays the facts with it"),
          boards(
              29,
              "How good the alerts are is measured where everybody sees it.",
              "close reasons are labels; precision, load and age are read from the tables"),
          detection(
              30,
              "A silent source is one incident and not a thousand alerts.",
              "the watcher's own health: stations, cameras, terminals and feeds"),
          detection(
              31,
              "Signals about a person's state of mind go to the clinician and to nobody else.",
              "a topic, a file and a table of their own; neither the office nor any board but the clinician's own reads them"),
          boards(
              32,
              "The procuratorate reads everything that the authority did and left undone, and changes nothing.",
              "a role of the database; what the authority left undone is told by the rules about procedure"));
}
