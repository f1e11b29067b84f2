package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.script.ScriptKit;
import chancery.atproto.syntax.TidClock;

import org.junit.jupiter.api.Test;

final class TidLibraryTest {
    private final ScriptKit kit =
            ScriptKit.with(new TidLibrary(new TidClock(() -> 1_716_113_472_123_456L, 5)));

    @Test
    void makesIdentifiersThatGrow() {
        assertThat(kit.answer("local a, b = TID(), TID() return { #a, a < b }"))
                .isEqualTo("[13,true]");
    }

    @Test
    void convertsMomentsAndBack() {
        assertThat(
                        kit.answer(
                                "return"
                                    + " TID.toISO8601(TID.fromISO8601('2026-05-19T12:11:12.123456+02:00'))"))
                .isEqualTo("\"2026-05-19T10:11:12.123456Z\"");
        assertThat(kit.answer("return TID.toISO8601(TID.fromUnixMicroseconds(0))"))
                .isEqualTo("\"1970-01-01T00:00:00.000000Z\"");
        assertThat(kit.answer("return TID.toUnixMicroseconds(TID())"))
                .isEqualTo("1716113472123456");
    }

    @Test
    void numbersKeepTheClockId() {
        assertThat(kit.answer("local t = TID() return TID.fromNumber(TID.toNumber(t)) == t"))
                .isEqualTo("true");
        assertThat(kit.answer("return TID.toNumber(TID()) & 1023")).isEqualTo("5");
        assertThat(kit.answer("return TID.fromNumber(0)")).isEqualTo("\"2222222222222\"");
    }

    @Test
    void refusesWhatIsNoIdentifierOrMoment() {
        assertThat(kit.failure("TID.toISO8601('short')").message())
                .startsWith("invalid TID: short");
        assertThat(kit.failure("TID.toNumber('1111111111111')").message())
                .startsWith("invalid TID: 1111111111111");
        assertThat(kit.failure("TID.fromISO8601('yesterday')").message())
                .startsWith("invalid ISO 8601: yesterday");
        assertThat(kit.failure("TID.fromISO8601('1969-01-01T00:00:00Z')").message())
                .startsWith("invalid ISO 8601: 1969");
        assertThat(kit.answer("return pcall(TID.fromUnixMicroseconds, -1)")).isEqualTo("false");
        assertThat(kit.answer("return pcall(TID.fromUnixMicroseconds, 1 << 53)"))
                .isEqualTo("false");
        assertThat(kit.answer("return pcall(TID.fromUnixMicroseconds, (1 << 53) - 1)"))
                .isEqualTo("true");
    }
}
