package chancery.appview.script.library;

import chancery.appview.event.AppEvent;
import chancery.appview.event.Events;
import chancery.appview.json.Json;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.Occasion;
import chancery.appview.script.Run;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.JsonArrays;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;

import java.time.InstantSource;
import java.util.List;

/// The time, a line for the event log, and arrays.
public final class UtilityLibrary implements HostLibrary {
    private static final int LINE_BYTES_MAX = 8 << 10;

    /// What a line of the log costs: a script has no room for more than some thousands.
    private static final int LINE_STEPS = 1_000;

    private final InstantSource clock;
    private final Events events;

    public UtilityLibrary(InstantSource clock, Events events) {
        this.clock = clock;
        this.events = events;
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(
                new HostFunction(
                        "now",
                        "The moment, in UTC.",
                        List.of(),
                        "a text such as `2026-05-19T10:11:12.123456+00:00`",
                        _ -> now()),
                new HostFunction(
                        "log",
                        "Writes a line into the event log, as `script.log`.",
                        List.of(
                                Parameter.required(
                                        "message",
                                        new ParameterType.Text(LINE_BYTES_MAX),
                                        "what to write")),
                        "nothing",
                        this::log),
                new HostFunction(
                        "toarray",
                        "Copies a list. The copy is an array in JSON even when it is empty.",
                        List.of(
                                Parameter.required(
                                        "list", new ParameterType.Table(), "values from 1 on")),
                        "the copy",
                        UtilityLibrary::toArray));
    }

    private Object now() {
        String text = clock.instant().toString();
        return LuaString.of(text.substring(0, text.length() - 1) + "+00:00");
    }

    private Object log(HostCall call) {
        call.state().budget().steps(LINE_STEPS);
        Json.Members detail =
                Json.Members.builder().put("message", call.text(1).toString()).build();
        events.add(AppEvent.info("script.log", subject(call), detail));
        return Nil.NIL;
    }

    private static String subject(HostCall call) {
        return switch (call.context(Run.class).occasion()) {
            case Occasion.Query query -> query.method().value();
            case Occasion.Procedure procedure -> procedure.method().value();
            case Occasion.Hook hook -> hook.uri().toString();
            case Occasion.Label label -> label.label().text("uri").orElse("");
            case Occasion.Job job -> job.id();
        };
    }

    private static Object toArray(HostCall call) {
        LuaTable list = call.table(1);
        LuaTable array = JsonArrays.mark(new LuaTable());
        long length = list.length();
        for (long i = 1; i <= length; i++) {
            call.state().budget().step();
            array.put(call.state().budget(), i, list.get(i));
        }
        return array;
    }
}
