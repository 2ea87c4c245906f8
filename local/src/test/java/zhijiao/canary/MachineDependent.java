package zhijiao.canary;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import zhijiao.laws.Mistake;

/** Every way to depend on the machine, the moment or luck. */
@SuppressWarnings({
  "DefaultCharset",
  "DefaultLocale",
  "JavaTimeDefaultTimeZone",
  "JavaUtilDate",
  "StringCaseLocaleUsage"
})
public final class MachineDependent {

  @Mistake
  static long millis() {
    return System.currentTimeMillis();
  }

  @Mistake
  static long nanos() {
    return System.nanoTime();
  }

  @Mistake
  static Instant instant() {
    return Instant.now();
  }

  @Mistake
  static Supplier<Instant> instantByReference() {
    return Instant::now;
  }

  @Mistake
  static LocalDate today() {
    return LocalDate.now();
  }

  @Mistake
  static ZonedDateTime nowThere() {
    return ZonedDateTime.now(ZoneId.of("Asia/Shanghai"));
  }

  @Mistake
  static Clock systemClock() {
    return Clock.systemUTC();
  }

  @Mistake
  static java.util.Date date() {
    return new java.util.Date();
  }

  @Mistake
  static Calendar calendar() {
    return Calendar.getInstance();
  }

  @Mistake
  static String environment() {
    return System.getenv("HOME") + System.getProperty("user.name");
  }

  @Mistake
  static int identity(Object object) {
    return System.identityHashCode(object);
  }

  @Mistake
  static double mathRandom() {
    return Math.random();
  }

  @Mistake
  static Random random() {
    return new Random();
  }

  @Mistake
  static int threadRandom() {
    return ThreadLocalRandom.current().nextInt();
  }

  @Mistake
  static Object secureRandom() {
    return new java.security.SecureRandom();
  }

  @Mistake
  static void shuffle(List<String> list) {
    Collections.shuffle(list);
  }

  @Mistake
  static UUID uuid() {
    return UUID.randomUUID();
  }

  @Mistake
  static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  @Mistake
  static TimeZone timeZone() {
    return TimeZone.getDefault();
  }

  @Mistake
  static Locale locale() {
    return Locale.getDefault();
  }

  @Mistake
  static String format(double number) {
    return String.format("%.2f", number);
  }

  @Mistake
  static String formatted(double number) {
    return "%.2f".formatted(number);
  }

  @Mistake
  static String lower(String text) {
    return text.toLowerCase();
  }

  @Mistake
  static String upper(String text) {
    return text.toUpperCase();
  }

  @Mistake
  static byte[] bytes(String text) {
    return text.getBytes();
  }

  @Mistake
  static String text(byte[] bytes) {
    return new String(bytes);
  }

  @Mistake
  static DateTimeFormatter formatter() {
    return DateTimeFormatter.ofPattern("EEE");
  }

  @Mistake
  static String number(double number) {
    return java.text.NumberFormat.getInstance().format(number);
  }

  @Mistake
  static double lax(double angle) {
    return Math.sin(angle);
  }

  @Mistake
  static long inAnyOrder(java.util.Collection<String> texts) {
    return texts.parallelStream().count();
  }
}
