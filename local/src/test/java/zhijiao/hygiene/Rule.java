package zhijiao.hygiene;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each file is held to. */
enum Rule {
  NO_REGISTRY_IS_NAMED {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return lines(file, REGISTRIES, "names a package registry");
    }
  },
  NO_MACHINE_PATHS {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return lines(file, MACHINE_PATHS, "names a path of one machine");
    }
  },
  NOTHING_IS_LEFT_TO_DO {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return lines(file, MARKS, "leaves something to do");
    }
  },
  NO_CONFLICT_MARKERS {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return lines(file, CONFLICTS, "holds a conflict marker");
    }
  },
  NO_WARNING_IS_SILENCED_WHOLESALE {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return lines(file, SILENCERS, "silences all warnings");
    }
  },
  AT_MOST_ONE_MEBIBYTE {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return file.content().length <= 1 << 20
          ? List.of()
          : List.of(file.path() + " has " + file.content().length + " bytes");
    }
  },
  NO_BINARIES {
    @Override
    List<String> problems(Entry file, Repository repository) {
      if (file.text() != null) {
        return List.of();
      }
      Entry attribution = repository.files().get(file.folder() + "ATTRIBUTION.md");
      String said = attribution == null ? null : attribution.text();
      boolean dataThatIsAccountedFor =
          file.path().endsWith(".gz") && said != null && said.contains(file.name());
      Entry page = repository.files().get(file.folder() + "README.md");
      String shown = page == null ? null : page.text();
      boolean pictureThatIsShown =
          file.path().endsWith(".png")
              && file.content().length <= LARGEST_PICTURE
              && shown != null
              && shown.contains("](" + file.name() + ")");
      return dataThatIsAccountedFor || pictureThatIsShown
          ? List.of()
          : List.of(
              file.path()
                  + " is binary: neither .gz data that an ATTRIBUTION.md beside it names, nor a small"
                  + " .png that a README.md beside it shows");
    }
  },
  LOCK_FILES_NAME_NO_HOST {
    @Override
    List<String> problems(Entry file, Repository repository) {
      return file.name().endsWith("-lock.json") || file.name().endsWith(".lock")
          ? lines(file, RESOLVED, "pins a download address")
          : List.of();
    }
  },
  LINKS_LEAD_SOMEWHERE {
    @Override
    List<String> problems(Entry file, Repository repository) {
      String text = file.text();
      if (text == null || !file.path().endsWith(".md")) {
        return List.of();
      }
      List<String> problems = new ArrayList<>();
      Matcher link = LINK.matcher(text);
      while (link.find()) {
        String to = link.group(1);
        if (!to.matches("[a-z]+:.*") && !leadsSomewhere(file, to, repository)) {
          problems.add(file.path() + " links to " + to + ", which is not there");
        }
      }
      return problems;
    }
  },
  COMMANDS_EXIST {
    @Override
    List<String> problems(Entry file, Repository repository) {
      String text = file.text();
      Entry script = repository.files().get("zhijiao");
      String known = script == null ? null : script.text();
      if (text == null || known == null || !file.path().endsWith(".md")) {
        return List.of();
      }
      List<String> problems = new ArrayList<>();
      Matcher command = COMMAND.matcher(text);
      while (command.find()) {
        String word = command.group(1);
        if (!Pattern.compile("(?<![\\w-])" + word + "(?![\\w-])").matcher(known).find()) {
          problems.add(
              file.path() + " tells of ./zhijiao " + word + ", which the script does not know");
        }
      }
      return problems;
    }
  };

  /** Written in two halves, so that this file does not name them either. */
  /** Bytes; a picture of a screen, with few colours. */
  private static final int LARGEST_PICTURE = 200 << 10;

  private static final Pattern REGISTRIES =
      Pattern.compile(
          "(?i)(repo1?\\.|central\\.|registry\\.|deb\\.|security\\.|pypi\\.|proxy\\.|plugins\\.|jit)"
              + "(maven\\.|sonatype|npmjs|npmmirror|yarnpkg|debian\\.org|org/simple|golang\\.org|gradle\\.org|pack\\.io)"
              + "|maven\\."
              + "aliyun|mirrors?\\.[a-z]+\\.(com|cn|edu|org)|arti"
              + "factory");

  private static final Pattern MACHINE_PATHS =
      Pattern.compile(
          "(?<![\\w.}$-])(/(home|root|work|Users|tmp|mnt|srv)/\\w|/usr/lib/j"
              + "vm|[A-Z]:\\\\\\\\?Users)");

  private static final Pattern MARKS = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

  private static final Pattern CONFLICTS = Pattern.compile("^(<{7} |>{7} |={7}$)");

  private static final Pattern SILENCERS =
      Pattern.compile(
          "@SuppressWarnings\\(\\s*\\{?\\s*\"" + "all\"|eslint-" + "disable|@ts-" + "nocheck");

  private static final Pattern RESOLVED = Pattern.compile("\"?resolved\"?:? \"http");

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  private static final Pattern COMMAND = Pattern.compile("\\./zhijiao +([a-z][a-z-]*)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");

  /** What is wrong with a file, one line for each problem. */
  abstract List<String> problems(Entry file, Repository repository);

  private static List<String> lines(Entry file, Pattern pattern, String complaint) {
    String text = file.text();
    if (text == null) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (pattern.matcher(line).find()) {
        problems.add(file.path() + ":" + number + " " + complaint + ": " + line.strip());
      }
    }
    return problems;
  }

  private static boolean leadsSomewhere(Entry from, String link, Repository repository) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    String target = path.isEmpty() ? from.path() : normal(from.folder() + path);
    Entry entry = repository.files().get(target);
    if (entry == null) {
      return hash < 0 && repository.hasFolder(target);
    }
    return hash < 0 || anchors(entry).contains(link.substring(hash + 1));
  }

  private static String normal(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", 0)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** The anchors that a renderer makes of headings. */
  private static Set<String> anchors(Entry page) {
    Set<String> anchors = new HashSet<>();
    String text = page.text();
    Matcher heading = HEADING.matcher(text == null ? "" : text);
    while (heading.find()) {
      anchors.add(
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }
}
