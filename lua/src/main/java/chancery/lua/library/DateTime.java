package chancery.lua.library;

/// A moment in UTC by the Gregorian calendar, in any year that C's `int` can count.
///
/// @param year 0 is the year before 1
/// @param month 1 to 12
/// @param dayOfYear 1 to 366
/// @param dayOfWeek 0 is Sunday
record DateTime(
        long year,
        int month,
        int day,
        int hour,
        int minute,
        int second,
        int dayOfYear,
        int dayOfWeek) {
    private static final long DAY_SECONDS = 86_400;
    private static final long FIRST_YEAR = Integer.MIN_VALUE + 1900L;
    private static final long LAST_YEAR = Integer.MAX_VALUE + 1900L;
    private static final long FIRST = secondsOf(FIRST_YEAR, 1, 1);
    private static final long END = secondsOf(LAST_YEAR + 1, 1, 1);

    /// Days of 400 years, after which the calendar repeats itself.
    private static final long ERA_DAYS = 146_097;

    /// From 1 March of the year 0 to 1 January 1970.
    private static final long EPOCH_DAYS = 719_468;

    /// Whether its year can be counted.
    static boolean representable(long seconds) {
        return seconds >= FIRST && seconds < END;
    }

    /// Seconds from 1970 to the start of a day; months and days beyond their range carry over.
    static long secondsOf(long year, long month, long day) {
        long monthFromZero = month - 1;
        long realYear = year + Math.floorDiv(monthFromZero, 12L);
        int realMonth = (int) Math.floorMod(monthFromZero, 12L) + 1;
        return (daysBefore(realYear, realMonth) + day - 1) * DAY_SECONDS;
    }

    static DateTime of(long seconds) {
        long days = Math.floorDiv(seconds, DAY_SECONDS);
        int inDay = (int) Math.floorMod(seconds, DAY_SECONDS);
        long fromMarch = days + EPOCH_DAYS;
        long era = Math.floorDiv(fromMarch, ERA_DAYS);
        int inEra = (int) Math.floorMod(fromMarch, ERA_DAYS);
        int yearOfEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365;
        int inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * inYear + 2) / 153;
        int day = inYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return new DateTime(
                year,
                month,
                day,
                inDay / 3600,
                inDay / 60 % 60,
                inDay % 60,
                (int) (days - daysBefore(year, 1)) + 1,
                (int) Math.floorMod(days + 4, 7L));
    }

    /// The year that the week of ISO 8601 belongs to.
    long weekYear() {
        int week = weekFromMonday();
        if (week < 1) {
            return year - 1;
        }
        return week > weeksIn(year) ? year + 1 : year;
    }

    /// The week of ISO 8601, which begins on a Monday.
    int isoWeek() {
        int week = weekFromMonday();
        if (week < 1) {
            return weeksIn(year - 1);
        }
        return week > weeksIn(year) ? 1 : week;
    }

    /// The week of the year when weeks begin on a day of the week; 0 before the first of them.
    int weekFrom(int firstDayOfWeek) {
        return (dayOfYear + 6 - Math.floorMod(dayOfWeek - firstDayOfWeek, 7)) / 7;
    }

    private int weekFromMonday() {
        int fromMonday = dayOfWeek == 0 ? 7 : dayOfWeek;
        return (dayOfYear - fromMonday + 10) / 7;
    }

    private static int weeksIn(long year) {
        boolean longYear = lastDay(year) == 4 || lastDay(year - 1) == 3;
        return longYear ? 53 : 52;
    }

    /// The day of the week of 31 December.
    private static long lastDay(long year) {
        return Math.floorMod(daysBefore(year + 1, 1) - 1 + 4, 7L);
    }

    /// Days from 1970 to the first day of a month.
    private static long daysBefore(long year, int month) {
        long fromMarch = month > 2 ? year : year - 1;
        long era = Math.floorDiv(fromMarch, 400L);
        long yearOfEra = Math.floorMod(fromMarch, 400L);
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        long inYear = (153L * monthFromMarch + 2) / 5;
        long inEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + inYear;
        return era * ERA_DAYS + inEra - EPOCH_DAYS;
    }
}
