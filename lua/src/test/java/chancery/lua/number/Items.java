package chancery.lua.number;

/// Items of a format for tests, read from how C writes them.
final class Items {
    private Items() {}

    /// As `%-08.3f`.
    static FormatItem of(String text) {
        int at = 1;
        int flags = 0;
        while (FormatItem.flag(text.charAt(at)) != 0) {
            flags |= FormatItem.flag(text.charAt(at++));
        }
        String[] numbers = text.substring(at, text.length() - 1).split("\\.", -1);
        int width = numbers[0].isEmpty() ? 0 : Integer.parseInt(numbers[0]);
        int precision = numbers.length == 1 ? -1 : Integer.parseInt(numbers[1]);
        return new FormatItem(flags, width, precision, text.charAt(text.length() - 1));
    }
}
