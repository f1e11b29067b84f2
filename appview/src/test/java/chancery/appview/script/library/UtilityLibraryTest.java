package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent;
import chancery.appview.json.JsonText;
import chancery.appview.kit.Heard;
import chancery.appview.script.ScriptKit;

import org.junit.jupiter.api.Test;

import java.time.Instant;

final class UtilityLibraryTest {
    private final Heard heard = new Heard();
    private Instant now = Instant.parse("2026-05-19T10:11:12.123456789Z");
    private final ScriptKit kit = ScriptKit.with(new UtilityLibrary(() -> now, heard));

    @Test
    void tellsTheMomentWithAnOffset() {
        assertThat(kit.answer("return now()")).isEqualTo("\"2026-05-19T10:11:12.123456789+00:00\"");

        now = Instant.parse("2026-05-19T10:11:12Z");

        assertThat(kit.answer("return now()")).isEqualTo("\"2026-05-19T10:11:12+00:00\"");
    }

    @Test
    void writesLinesIntoTheEventLog() {
        kit.answer("log('hello') log(5)");

        assertThat(heard.all())
                .containsExactly(
                        AppEvent.info(
                                "script.log",
                                "com.example.method",
                                JsonText.parseObject("{\"message\":\"hello\"}")),
                        AppEvent.info(
                                "script.log",
                                "com.example.method",
                                JsonText.parseObject("{\"message\":\"5\"}")));
    }

    @Test
    void refusesLinesThatAreNoTextsOrTooLong() {
        assertThat(kit.answer("return select(2, pcall(log, {}))"))
                .contains("string expected, got table");
        assertThat(kit.answer("return pcall(log, ('x'):rep(8192))")).isEqualTo("true");
        assertThat(kit.answer("return pcall(log, ('x'):rep(8193))")).isEqualTo("false");
    }

    @Test
    void aScriptHasNoRoomForEndlessLines() {
        kit.failure("while true do log('again') end");

        assertThat(heard.all()).hasSizeBetween(1_000, 5_000);
    }

    @Test
    void marksListsAsArrays() {
        assertThat(kit.answer("return { toarray({}), {} }")).isEqualTo("[[],{}]");
        assertThat(
                        kit.answer(
                                "local t = { 1, 2, x = 3 } local a = toarray(t) a[3] = 3 return {a,"
                                        + " t}"))
                .isEqualTo("[[1,2,3],[1,2]]");
    }
}
