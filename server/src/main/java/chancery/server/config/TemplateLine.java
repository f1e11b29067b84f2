package chancery.server.config;

import chancery.atproto.syntax.SyntaxException;
import chancery.streams.stream.Budget;
import chancery.streams.stream.Settings;
import chancery.streams.stream.StreamType;
import chancery.streams.stream.Template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Templates as an item of a setting says them: `standard`, or `NAME mutable` or `NAME immutable`
/// with what differs from the usual: `records=`, `gigabytes=`, `grace=` and `streams=`, and of
/// immutable ones `retention=` and `window=`, all three times in days; and of ten minutes
/// `ingest-records=`, `ingest-megabytes=`, `read-megabytes=` and, of mutable ones, `changes=`.
final class TemplateLine {
    private static final int NAME_LENGTH_MAX = 255;
    private static final int DAYS_MAX = 36_500;
    private static final int STREAMS_MAX = 100_000;
    private static final int GIGABYTES_MAX = 1_000_000;
    private static final int MEGABYTES_MAX = 1_000_000;
    private static final long RECORDS_MAX = 1_000_000_000_000L;
    private static final Set<String> NUMBERS =
            Set.of(
                    "records",
                    "gigabytes",
                    "retention",
                    "window",
                    "grace",
                    "streams",
                    "ingest-records",
                    "ingest-megabytes",
                    "changes",
                    "read-megabytes");
    private static final Set<String> OF_IMMUTABLE = Set.of("retention", "window");
    private static final Set<String> OF_MUTABLE = Set.of("changes");

    private final Map<String, Long> numbers = new HashMap<>();

    private TemplateLine(List<String> words, StreamType type) {
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean fits =
                    NUMBERS.contains(name)
                            && !(type == StreamType.IMMUTABLE ? OF_MUTABLE : OF_IMMUTABLE)
                                    .contains(name);
            if (!fits || numbers.put(name, digits(word.substring(equals + 1))) != null) {
                throw new SyntaxException(word);
            }
        }
    }

    /// The templates that an item says.
    ///
    /// @throws SyntaxException when it says none
    static List<Template> read(String item) {
        if (item.equals("standard")) {
            return Template.STANDARD;
        }
        List<String> words = List.of(item.split(" ", -1));
        if (words.size() < 2 || !named(words.getFirst())) {
            throw new SyntaxException(item);
        }
        StreamType type =
                switch (words.get(1)) {
                    case "mutable" -> StreamType.MUTABLE;
                    case "immutable" -> StreamType.IMMUTABLE;
                    default -> throw new SyntaxException(item);
                };
        var line = new TemplateLine(words.subList(2, words.size()), type);
        return List.of(line.template(words.getFirst(), type));
    }

    private Template template(String name, StreamType type) {
        Template usual = Template.usual(name, type);
        Settings settings = usual.settings();
        return new Template(
                name,
                new Settings(
                        type,
                        number("records", RECORDS_MAX).orElse(settings.recordsMax()),
                        number("gigabytes", GIGABYTES_MAX).orElse(settings.gigabytesMax()),
                        number("retention", DAYS_MAX).map(Long::intValue),
                        number("window", DAYS_MAX).map(Long::intValue),
                        number("grace", DAYS_MAX).map(Long::intValue).orElse(settings.graceDays()),
                        budget(settings.budget())),
                number("streams", STREAMS_MAX).map(Long::intValue).orElse(usual.streamsMax()));
    }

    private Budget budget(Budget usual) {
        return new Budget(
                number("ingest-records", RECORDS_MAX).orElse(usual.records()),
                number("ingest-megabytes", MEGABYTES_MAX).orElse(usual.megabytes()),
                number("changes", RECORDS_MAX).or(usual::changes),
                number("read-megabytes", MEGABYTES_MAX).orElse(usual.readMegabytes()));
    }

    private Optional<Long> number(String name, long max) {
        Optional<Long> number = Optional.ofNullable(numbers.get(name));
        if (number.filter(n -> n < 1 || n > max).isPresent()) {
            throw new SyntaxException(name);
        }
        return number;
    }

    private static boolean named(String name) {
        return !name.isEmpty()
                && name.length() <= NAME_LENGTH_MAX
                && name.chars().allMatch(c -> letter(c) || digit(c) || c == '_' || c == '-');
    }

    private static long digits(String text) {
        int digitsMax = 13;
        if (text.isEmpty()
                || text.length() > digitsMax
                || !text.chars().allMatch(TemplateLine::digit)) {
            throw new SyntaxException(text);
        }
        return Long.parseLong(text);
    }

    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }
}
