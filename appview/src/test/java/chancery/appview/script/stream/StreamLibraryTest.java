package chancery.appview.script.stream;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.appview.script.ScriptKit;
import chancery.appview.script.stream.RecordStreams.Action;
import chancery.appview.script.stream.RecordStreams.Answer;
import chancery.appview.script.stream.RecordStreams.Request;
import chancery.atproto.syntax.AtUri;
import chancery.lua.host.HostFunction;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The functions `streams.*` of scripts, over streams that note what they are asked.
final class StreamLibraryTest {
    private static final String LIST = "{\"items\":[]}";

    private final List<Request> asked = new ArrayList<>();
    private int waits;
    private Answer answer = new Answer.Done("{}");

    private ScriptKit kit(AppViewLimits.Streaming limits) {
        return ScriptKit.with(new StreamLibrary(this::call, this::await, limits));
    }

    private ScriptKit kit() {
        return kit(AppViewLimits.Streaming.STANDARD);
    }

    private void await() {
        waits++;
    }

    private Answer call(Request request) {
        asked.add(request);
        return answer;
    }

    @Test
    void handsRequestsOnWithoutLosingAnything() {
        kit().answer(
                        """
                        streams.upsert("events", { items = {
                          { i = 9007199254740993, f = 3.0, g = 0.1, b = false, n = 1e300,
                            list = { 1, "é" }, object = { a = {} } } } }, "plant")
                        """);

        assertThat(asked)
                .containsExactly(
                        new Request(
                                Action.UPSERT,
                                Optional.of("plant"),
                                "events",
                                "{\"items\":[{\"b\":false,\"f\":3.0,\"g\":0.1,"
                                        + "\"i\":9007199254740993,\"list\":[1,\"é\"],"
                                        + "\"n\":1.0E300,\"object\":{\"a\":{}}}]}"));
    }

    @Test
    void answersWithoutLosingAnything() {
        String json = "{\"items\":[{\"f\":3.0,\"i\":9007199254740993,\"n\":null}]}";
        answer = new Answer.Done(json);

        assertThat(kit().answer("return streams.filter('events', {})")).isEqualTo(json);
        assertThat(asked)
                .containsExactly(new Request(Action.FILTER, Optional.empty(), "events", "{}"));
    }

    @Test
    void aggregates() {
        answer = new Answer.Done("{\"aggregates\":{\"n\":{\"count\":7}}}");

        String counted =
                kit().answer(
                                "return streams.aggregate('events',"
                                        + " { aggregates = { n = { count = {} } } })"
                                        + ".aggregates.n.count");

        assertThat(counted).isEqualTo("7");
        assertThat(asked)
                .containsExactly(
                        new Request(
                                Action.AGGREGATE,
                                Optional.empty(),
                                "events",
                                "{\"aggregates\":{\"n\":{\"count\":{}}}}"));
    }

    @Test
    void refusalIsAnErrorThatScriptsCatch() {
        answer = new Answer.Refused("Stream not found: nowhere");

        String caught =
                kit().answer(
                                "local ok, why = pcall(streams.filter, 'nowhere', {})"
                                        + " return { ok, why }");

        assertThat(caught).isEqualTo("[false,\"streams.filter: Stream not found: nowhere\"]");
    }

    /// A library whose one function always conflicts with another write.
    private static HostLibrary contested() {
        return () ->
                List.of(
                        new HostFunction(
                                "write",
                                "Writes.",
                                List.of(),
                                "nothing",
                                call -> {
                                    throw call.context(Run.class).conflict("somebody else wrote");
                                }));
    }

    @Test
    void scriptThatHasUpsertedDoesNotRunAgain() {
        ScriptKit kit =
                ScriptKit.with(
                        contested(),
                        new StreamLibrary(
                                this::call, this::await, AppViewLimits.Streaming.STANDARD));
        String script = "streams.upsert('events', { items = {} }) return { pcall(write) }";

        assertThat(kit.answer(ScriptKit.procedure("{}"), script))
                .isEqualTo("[false,\"somebody else wrote\"]");
        assertThat(asked).hasSize(1);
    }

    @Test
    void scriptWhoseUpsertWasRefusedRunsAgain() {
        answer = new Answer.Refused("no");
        ScriptKit kit =
                ScriptKit.with(
                        contested(),
                        new StreamLibrary(
                                this::call, this::await, AppViewLimits.Streaming.STANDARD));
        String script = "pcall(streams.upsert, 'events', { items = {} }) write()";

        kit.failure(ScriptKit.procedure("{}"), script);

        assertThat(asked).hasSize(AppViewLimits.Scripts.STANDARD.conflictRuns());
    }

    @Test
    void refusesNumbersThatWouldBeLost() {
        assertThat(kit().failure("streams.upsert('events', { items = { 0/0 } })").message())
                .startsWith("a number that is not finite is no JSON");
        assertThat(asked).isEmpty();
    }

    @Test
    void upsertsAsOftenAsAllowed() {
        String script =
                "for i = 1, 3 do streams.upsert('events', { items = {} }) end return 'done'";

        assertThat(kit(limits(3, 100, 100)).answer(script)).isEqualTo("\"done\"");
        assertThat(kit(limits(2, 100, 100)).failure(script).message())
                .startsWith("too many upserts into streams: at most 2");
    }

    @Test
    void refusesRequestsBeyondTheirSize() {
        String script = "streams.filter('events', { a = 1 })";

        assertThat(kit(limits(1, 17, 100)).answer(script + " return 1")).isEqualTo("1");
        assertThat(kit(limits(1, 16, 100)).failure(script).message())
                .startsWith("JSON is larger than 16 bytes");
    }

    @Test
    void refusesAnswersBeyondTheirSize() {
        answer = new Answer.Done(LIST);
        String script = "return streams.filter('events', {})";

        assertThat(kit(limits(1, 100, LIST.length())).answer(script)).isEqualTo(LIST);
        assertThat(kit(limits(1, 100, LIST.length() - 1)).failure(script).message())
                .startsWith("streams.filter: the answer is larger than 11 characters");
    }

    private static AppViewLimits.Streaming limits(int upserts, int bytes, int units) {
        return new AppViewLimits.Streaming(upserts, bytes, units);
    }

    @Test
    void looksCountAsLooksIntoTheIndex() {
        assertThat(kit().failure("for i = 1, 1001 do streams.filter('events', {}) end").message())
                .startsWith("too many db calls: at most 1000");
    }

    @Test
    void looksAtRecordsOfTheIndexWaitForIt() {
        kit().answer("streams.filter('events', {}) return 1");
        assertThat(waits).isZero();

        kit().answer("streams.filter('at-a_b_c', {}) streams.aggregate('at-a_b_c', {}) return 1");
        assertThat(waits).isEqualTo(1);
    }

    @Test
    void scriptThatIsPartOfIndexingDoesNotWait() {
        Occasion hook =
                new Occasion.Hook(
                        "delete",
                        AtUri.parse("at://did:plc:alice/com.example.note/1"),
                        Optional.empty(),
                        Optional.empty());

        kit().answer(hook, "streams.filter('at-a_b_c', {}) return 1");

        assertThat(waits).isZero();
        assertThat(asked).hasSize(1);
    }

    @Test
    void declaresWhatItHas() {
        assertThat(new StreamLibrary(this::call, this::await, limits(1, 1, 1)).functions())
                .extracting(function -> function.signature())
                .containsExactly(
                        "streams.upsert(stream, request [, project])",
                        "streams.filter(stream, request [, project])",
                        "streams.aggregate(stream, request [, project])");
    }
}
