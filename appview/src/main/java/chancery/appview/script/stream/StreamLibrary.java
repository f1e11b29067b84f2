package chancery.appview.script.stream;

import static chancery.lua.host.Parameter.optional;
import static chancery.lua.host.Parameter.required;

import chancery.appview.index.Freshness;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.IndexWait;
import chancery.appview.script.JsonLua;
import chancery.appview.script.Run;
import chancery.appview.script.stream.RecordStreams.Action;
import chancery.appview.script.stream.RecordStreams.Answer;
import chancery.appview.script.stream.RecordStreams.Request;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.Nil;

import java.util.List;
import java.util.Optional;

/// The functions `streams.*`. Requests and answers are those of the records API.
public final class StreamLibrary implements HostLibrary {
    private static final Parameter STREAM =
            required("stream", new ParameterType.Text(256), "its name");
    private static final Parameter PROJECT =
            optional(
                    "project",
                    new ParameterType.Text(256),
                    "whose stream; needed when scripts may use several projects");

    /// How the names of streams begin whose records are those of the index.
    private static final String INDEXED = "at-";

    private final RecordStreams streams;
    private final IndexWait wait;
    private final AppViewLimits.Streaming limits;

    public StreamLibrary(
            RecordStreams streams, Freshness freshness, AppViewLimits.Streaming limits) {
        this.streams = streams;
        this.wait = new IndexWait(freshness);
        this.limits = limits;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(upsert(), filter(), aggregate());
    }

    private HostFunction upsert() {
        return function(
                "streams.upsert",
                "Adds records to a stream or replaces them whole: all of them, durably, or none. It"
                        + " stays done when the script fails later.",
                "`items` as the records API takes them, 1 to 1,000; one that says"
                        + " `lastUpdatedTime` must have been changed last at that time, or, with a"
                        + " JSON null, not be there",
                "nothing",
                call -> {
                    Run run = call.context(Run.class);
                    run.chargeUpsert(limits.upserts());
                    answer(call, "streams.upsert", Action.UPSERT);
                    run.act();
                    return Nil.NIL;
                });
    }

    private HostFunction filter() {
        return function(
                "streams.filter",
                "Lists records of a stream.",
                "`filter`, `sources`, `sort`, `limit` (10, at most 1,000), `lastUpdatedTime`,"
                        + " `cursor` as the records API takes them, all optional for a mutable"
                        + " stream",
                "`{ items = […], nextCursor? }`",
                call -> look(call, "streams.filter", Action.FILTER));
    }

    private HostFunction aggregate() {
        return function(
                "streams.aggregate",
                "Counts, sums and groups records of a stream.",
                "`aggregates`, and if wanted `filter` and `lastUpdatedTime`, as the records API"
                        + " takes them",
                "`{ aggregates = {…} }`",
                call -> look(call, "streams.aggregate", Action.AGGREGATE));
    }

    private static HostFunction function(
            String name, String purpose, String request, String answer, HostFunction.Body body) {
        return new HostFunction(
                name,
                purpose,
                List.of(STREAM, required("request", new ParameterType.Table(), request), PROJECT),
                answer,
                body);
    }

    private Object look(HostCall call, String name, Action action) {
        Run run = call.context(Run.class);
        run.chargeDb();
        if (call.text(1).toString().startsWith(INDEXED)) {
            call.await(
                    () -> {
                        wait.before(run);
                        return run;
                    });
        }
        return JsonLua.parse(call.state(), answer(call, name, action));
    }

    private String answer(HostCall call, String name, Action action) {
        Optional<String> project =
                call.has(3) ? Optional.of(call.text(3).toString()) : Optional.empty();
        String json = JsonLua.writeExact(call.state(), call.table(2), limits.requestBytes());
        Request request = new Request(action, project, call.text(1).toString(), json);
        return switch (call.await(() -> streams.call(request))) {
            case Answer.Refused(var message) -> throw new LuaError(name + ": " + message);
            case Answer.Done(var text) -> {
                if (text.length() > limits.answerUnits()) {
                    throw new LuaError(
                            name
                                    + ": the answer is larger than "
                                    + limits.answerUnits()
                                    + " characters: ask for fewer records or properties");
                }
                yield text;
            }
        };
    }
}
