package chancery.appview.script.library;

import chancery.appview.script.HostLibrary;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.SyntaxException;
import chancery.atproto.syntax.Tid;
import chancery.atproto.syntax.TidClock;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.HostFunction.Body;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// Timestamp identifiers and what they stand for.
public final class TidLibrary implements HostLibrary {
    private static final ParameterType TEXT = new ParameterType.Text(64);
    private static final ParameterType NUMBER = new ParameterType.Whole(0, Long.MAX_VALUE);
    private static final long MICROS_MAX = (1L << 53) - 1;
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final TidClock clock;

    public TidLibrary(TidClock clock) {
        this.clock = clock;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(
                new HostFunction(
                        "TID",
                        "Makes a timestamp identifier.",
                        List.of(),
                        "13 characters that sort by time; each greater than those before",
                        _ -> LuaString.of(clock.next().value())),
                conversion(
                        "TID.toISO8601",
                        "The moment of an identifier.",
                        Parameter.required("tid", TEXT, "an identifier"),
                        "a text with microseconds, such as `2026-05-19T10:11:12.123456Z`",
                        call -> LuaString.of(MICROS.format(moment(tid(call).micros())))),
                conversion(
                        "TID.fromISO8601",
                        "The identifier of a moment, with the clock id 0.",
                        Parameter.required("text", TEXT, "a moment with `Z` or an offset"),
                        "an identifier",
                        TidLibrary::fromText),
                conversion(
                        "TID.toUnixMicroseconds",
                        "The moment of an identifier.",
                        Parameter.required("tid", TEXT, "an identifier"),
                        "microseconds since 1970",
                        call -> tid(call).micros()),
                conversion(
                        "TID.fromUnixMicroseconds",
                        "The identifier of a moment, with the clock id 0.",
                        Parameter.required(
                                "micros",
                                new ParameterType.Whole(0, MICROS_MAX),
                                "microseconds since 1970"),
                        "an identifier",
                        call -> LuaString.of(Tid.of(call.whole(1), 0).value())),
                conversion(
                        "TID.toNumber",
                        "All bits of an identifier.",
                        Parameter.required("tid", TEXT, "an identifier"),
                        "an integer",
                        call -> (tid(call).micros() << 10) | tid(call).clockId()),
                conversion(
                        "TID.fromNumber",
                        "The identifier of these bits.",
                        Parameter.required("number", NUMBER, "what `TID.toNumber` answered"),
                        "an identifier",
                        TidLibrary::fromNumber));
    }

    private static HostFunction conversion(
            String name, String purpose, Parameter parameter, String answer, Body body) {
        return new HostFunction(name, purpose, List.of(parameter), answer, body);
    }

    private static Tid tid(HostCall call) {
        String text = call.text(1).toString();
        if (!Tid.valid(text)) {
            throw new LuaError("invalid TID: " + text);
        }
        return Tid.parse(text);
    }

    private static Instant moment(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static LuaString fromText(HostCall call) {
        String text = call.text(1).toString();
        try {
            Instant moment = Datetime.parse(text).instant();
            return LuaString.of(
                    Tid.of(ChronoUnit.MICROS.between(Instant.EPOCH, moment), 0).value());
        } catch (SyntaxException | IllegalArgumentException _) {
            throw new LuaError("invalid ISO 8601: " + text);
        }
    }

    private static LuaString fromNumber(HostCall call) {
        long number = call.whole(1);
        return LuaString.of(Tid.of(number >>> 10, (int) (number & 1023)).value());
    }
}
