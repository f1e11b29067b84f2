package chancery.appview.truth;

import chancery.atproto.data.Value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Reads the parts of rows of our own making; what is not there as expected is a broken invariant.
public final class Kept {
    private Kept() {}

    public static String text(Value.Map row, String name) {
        return row.text(name).orElseThrow(() -> missing(name));
    }

    public static long integer(Value.Map row, String name) {
        return row.integer(name).orElseThrow(() -> missing(name));
    }

    public static boolean flag(Value.Map row, String name) {
        return row.find(name).equals(Optional.of(Value.Bool.TRUE));
    }

    public static Value.Map map(Value.Map row, String name) {
        return row.map(name).orElseThrow(() -> missing(name));
    }

    /// The texts of an array.
    public static List<String> texts(Value.Map row, String name) {
        return row.items(name).stream().map(item -> ((Value.Text) item).value()).toList();
    }

    /// An array of texts.
    public static List<Value> texts(List<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }

    /// A moment as microseconds.
    public static Instant instant(Value.Map row, String name) {
        return Instant.EPOCH.plus(integer(row, name), ChronoUnit.MICROS);
    }

    /// The microseconds of a moment.
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("a row has no " + name);
    }
}
