package chancery.appview.script;

import chancery.appview.json.Json;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.Nil;
import chancery.lua.runtime.State;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The globals that tell a script why it runs.
final class Globals {
    private static final LuaString JOB = LuaString.of("job");
    private static final LuaString ENV = LuaString.of("env");

    private final Variables variables;
    private volatile Environment environment = new Environment(Map.of());

    Globals(Variables variables) {
        this.variables = variables;
    }

    /// The variables as a table that all states share until they write to it.
    private record Environment(Map<String, String> variables, LuaTable table) {
        Environment(Map<String, String> variables) {
            this(variables, LuaTable.of(texts(variables)));
        }

        private static Map<String, LuaString> texts(Map<String, String> variables) {
            Map<String, LuaString> texts = new HashMap<>();
            variables.forEach((name, value) -> texts.put(name, LuaString.of(value)));
            return texts;
        }
    }

    /// Sets what this occasion gives.
    void set(State state, Occasion occasion) {
        put(state, ENV, LuaTable.sharing(current().table()));
        if (!(occasion instanceof Occasion.Job)) {
            put(state, JOB, Nil.NIL);
        }
        switch (occasion) {
            case Occasion.Query query -> {
                method(state, query.method(), query.params(), query.collection());
                caller(state, query);
            }
            case Occasion.Procedure procedure -> {
                method(state, procedure.method(), procedure.params(), procedure.collection());
                caller(state, procedure);
                put(state, "input", withoutDelegate(procedure.input()));
                put(state, "delegate_did", procedure.delegate().map(Did::value));
            }
            case Occasion.Hook hook -> hook(state, hook);
            case Occasion.Label label -> {
                label.label().members().forEach((name, value) -> put(state, name, value));
                put(state, "event", label.label());
            }
            case Occasion.Job job -> {
                caller(state, job);
                LuaTable table = (LuaTable) state.globals().get(JOB);
                put(state, table, "id", LuaString.of(job.id()));
                put(state, table, "input", JsonLua.toLua(state, job.input()));
            }
        }
    }

    private Environment current() {
        Map<String, String> all = variables.all();
        Environment known = environment;
        if (known.variables() != all) {
            known = new Environment(all);
            environment = known;
        }
        return known;
    }

    private static void method(
            State state, Nsid method, Json.Members params, Optional<Nsid> collection) {
        put(state, "method", Optional.of(method.value()));
        put(state, "params", params);
        put(state, "collection", Optional.of(collection.map(Nsid::value).orElse("")));
    }

    private static void caller(State state, Occasion occasion) {
        put(state, "caller_did", occasion.caller().account().map(Did::value));
    }

    private static Json withoutDelegate(Json input) {
        return input instanceof Json.Members object ? object.without("delegateDid") : input;
    }

    private static void hook(State state, Occasion.Hook hook) {
        Json.Builder event =
                Json.Members.builder()
                        .put("action", hook.action())
                        .put("uri", hook.uri().toString())
                        .put("did", hook.uri().authority().toString())
                        .put("collection", hook.uri().collection().orElseThrow().value())
                        .put("rkey", hook.uri().key().orElseThrow().value());
        hook.record().ifPresent(record -> event.put("record", record));
        hook.cid().ifPresent(cid -> event.put("cid", cid.toString()));
        Json.Members members = event.build();
        put(state, "event", members);
        members.without("cid").members().forEach((name, value) -> put(state, name, value));
    }

    private static void put(State state, String name, Optional<String> text) {
        text.ifPresent(present -> put(state, LuaString.of(name), LuaString.of(present)));
    }

    private static void put(State state, String name, Json value) {
        put(state, LuaString.of(name), JsonLua.toLua(state, value));
    }

    private static void put(State state, LuaString name, Object value) {
        state.globals().put(state.budget(), name, value);
    }

    private static void put(State state, LuaTable table, String name, Object value) {
        table.put(state.budget(), LuaString.of(name), value);
    }
}
