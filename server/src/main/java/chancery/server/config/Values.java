package chancery.server.config;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;
import chancery.streams.fault.Fault;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The values of settings. A text that does not fit is noted as a fault, and a harmless value takes
/// its place, so that the next setting is still looked at.
final class Values {
    private final Sources sources;
    private final Mode mode;
    private final Faults faults;

    Values(Sources sources, Mode mode, Faults faults) {
        this.sources = sources;
        this.mode = mode;
        this.faults = faults;
    }

    String text(Key key) {
        return sources.find(key).orElse(key.fallback(mode));
    }

    /// The text as it was set, defaults apart.
    Optional<String> given(Key key) {
        return sources.find(key).filter(text -> !text.isEmpty());
    }

    Optional<String> optional(Key key) {
        return Optional.of(text(key)).filter(text -> !text.isEmpty());
    }

    List<String> list(Key key) {
        return Stream.of(text(key).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    boolean flag(Key key) {
        String text = text(key);
        if (!text.equals("true") && !text.equals("false")) {
            faults.add(key, text, "true or false");
        }
        return text.equals("true");
    }

    int number(Key key, int min, int max) {
        long number = digits(text(key)).orElse(-1L);
        if (number < min || number > max) {
            faults.add(key, text(key), "a number from " + min + " to " + max);
            return min;
        }
        return (int) number;
    }

    /// A number with or without a fraction, such as `2` or `0.5`.
    double decimal(Key key, double min, double max) {
        String[] parts = text(key).split("\\.", 2);
        Optional<Long> whole = digits(parts[0]);
        Optional<Long> fraction = digits(parts.length == 2 ? parts[1] : "0");
        double number =
                whole.isPresent() && fraction.isPresent() ? Double.parseDouble(text(key)) : -1;
        if (number < min || number > max) {
            faults.add(key, text(key), "a number from " + min + " to " + max);
            return min;
        }
        return number;
    }

    Duration duration(Key key) {
        String text = text(key);
        for (Unit unit : Unit.values()) {
            if (text.endsWith(unit.ending)) {
                Optional<Long> number =
                        digits(text.substring(0, text.length() - unit.ending.length()));
                if (number.isPresent()) {
                    return Duration.of(number.get(), unit.one);
                }
            }
        }
        faults.add(key, text, "a duration such as 500ms, 10s, 5m or 24h");
        return Duration.ZERO;
    }

    /// Units of time, the longer ending before the shorter that it contains.
    private enum Unit {
        MILLIS("ms", ChronoUnit.MILLIS),
        SECONDS("s", ChronoUnit.SECONDS),
        MINUTES("m", ChronoUnit.MINUTES),
        HOURS("h", ChronoUnit.HOURS);

        private final String ending;
        private final ChronoUnit one;

        Unit(String ending, ChronoUnit one) {
            this.ending = ending;
            this.one = one;
        }
    }

    long size(Key key) {
        String text = text(key).replace(" ", "");
        long factor = 1;
        if (text.endsWith("KiB")) {
            factor = 1L << 10;
        } else if (text.endsWith("MiB")) {
            factor = 1L << 20;
        } else if (text.endsWith("GiB")) {
            factor = 1L << 30;
        }
        String number = factor == 1 ? text : text.substring(0, text.length() - 3);
        Optional<Long> count = digits(number);
        if (count.isEmpty()) {
            faults.add(key, text(key), "a size such as 512KiB, 48MiB or 2GiB");
        }
        return count.orElse(0L) * factor;
    }

    Optional<URI> url(Key key) {
        return optional(key).flatMap(text -> url(key, text, "http"));
    }

    Optional<URI> websocketUrl(Key key) {
        return optional(key).flatMap(text -> url(key, text, "ws"));
    }

    /// @param scheme without its secure form, which will do as well
    private Optional<URI> url(Key key, String text, String scheme) {
        try {
            URI uri = new URI(text);
            boolean fits = (scheme + "s").equals(uri.getScheme()) || scheme.equals(uri.getScheme());
            if (fits && uri.getHost() != null && uri.getUserInfo() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException _) {
            // The same fault as any other text that is no URL.
        }
        String article = scheme.equals("http") ? "an " : "a ";
        faults.add(key, text, article + scheme + " or " + scheme + "s URL");
        return Optional.empty();
    }

    Optional<Did> did(Key key) {
        return given(key).flatMap(text -> parsed(key, text, Did::parse, "a DID"));
    }

    List<InetSocketAddress> addresses(Key key) {
        return list(key).stream().flatMap(text -> address(key, text).stream()).toList();
    }

    Optional<InetSocketAddress> address(Key key) {
        return optional(key).flatMap(text -> address(key, text));
    }

    private Optional<InetSocketAddress> address(Key key, String text) {
        int colon = text.lastIndexOf(':');
        Optional<Long> port = colon < 1 ? Optional.empty() : digits(text.substring(colon + 1));
        if (port.isEmpty() || port.get() > 65_535) {
            faults.add(key, text, "an address such as 127.0.0.1:2583 or [::1]:2583");
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        InetSocketAddress address = new InetSocketAddress(name, port.get().intValue());
        if (address.isUnresolved()) {
            faults.add(key, text, "the address of a host that is known here");
            return Optional.empty();
        }
        return Optional.of(address);
    }

    /// What a parser makes of each item of a list.
    <T> List<T> parsedList(Key key, Function<String, T> parser, String expected) {
        return list(key).stream()
                .flatMap(text -> parsed(key, text, parser, expected).stream())
                .toList();
    }

    private <T> Optional<T> parsed(
            Key key, String text, Function<String, T> parser, String expected) {
        try {
            return Optional.of(parser.apply(text));
        } catch (SyntaxException | DateTimeException | Fault e) {
            faults.add(key, text, expected);
            return Optional.empty();
        }
    }

    Optional<Secret> secret(Key key) {
        Optional<Secret> found = sources.secret(key);
        if (found.isPresent() || key.fallback(mode).isEmpty()) {
            return found;
        }
        return Optional.of(new Secret(key.fallback(mode)));
    }

    /// The secrets of a setting that has several.
    List<Secret> secrets(Key key) {
        List<Secret> found = sources.secrets(key);
        return found.isEmpty() && !key.fallback(mode).isEmpty()
                ? List.of(new Secret(key.fallback(mode)))
                : found;
    }

    /// Notes a fault of a setting.
    void fault(Key key, String what) {
        faults.add(key.name() + ": " + what);
    }

    private static Optional<Long> digits(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.length() <= 12
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
