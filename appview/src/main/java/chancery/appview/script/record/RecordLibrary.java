package chancery.appview.script.record;

import static chancery.lua.host.Parameter.optional;
import static chancery.lua.host.Parameter.required;

import chancery.appview.caller.Delegates;
import chancery.appview.index.Freshness;
import chancery.appview.index.Intake;
import chancery.appview.json.Json;
import chancery.appview.record.Repositories;
import chancery.appview.record.Writers;
import chancery.appview.registry.Registry;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.JsonLua;
import chancery.atproto.syntax.Tid;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.JsonArrays;
import chancery.lua.host.Parameter;
import chancery.lua.host.ParameterType;
import chancery.lua.operation.HoleyLists;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.LuaTable;
import chancery.lua.runtime.State;
import chancery.lua.runtime.Values;
import chancery.store.table.Tables;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// `Record`: what scripts load, change and save.
public final class RecordLibrary implements HostLibrary {
    private static final ParameterType TEXT = new ParameterType.Text(8192);
    private static final ParameterType ANY = new ParameterType.Any();
    private static final ParameterType TABLE = new ParameterType.Table();
    private static final int LIST_MAX = 1_000;

    private final RecordType type;
    private final RecordKeys keys;
    private final RecordLoading loading;
    private final RecordSaving saving;
    private final RecordIndexing indexing;
    private final List<HostFunction> methods;

    /// Where records are found.
    public record Sources(
            Repositories repositories, Tables tables, Freshness freshness, Registry registry) {}

    /// How records are written.
    ///
    /// @param delegates who may write for others
    public record Sinks(Writers writers, Intake intake, Delegates delegates) {}

    /// @param tids fresh ones, for names
    public RecordLibrary(Sources sources, Sinks sinks, Supplier<Tid> tids, InstantSource clock) {
        Repositories here = sources.repositories();
        methods = declareMethods();
        type = new RecordType(new RecordShapes(sources.registry()), methods);
        keys = new RecordKeys(tids);
        loading = new RecordLoading(here, sources.tables(), sources.freshness(), type);
        saving = new RecordSaving(here, sinks.writers(), sinks.delegates(), type);
        indexing = new RecordIndexing(here, sinks.intake(), sinks.delegates(), type, keys, clock);
    }

    @Override
    public List<HostFunction> functions() {
        Parameter collection = required("collection", TEXT, "the NSID of its collection");
        Parameter data =
                optional("data", TABLE, "its fields; those that begin with _ are left out");
        return List.of(
                function(
                        "Record",
                        "Makes a record, with the defaults of its lexicon. Does not save it.",
                        "the Record",
                        this::make,
                        collection,
                        data),
                function(
                        "Record.new",
                        "The same as Record.",
                        "the Record",
                        this::make,
                        collection,
                        data),
                function(
                        "Record.load",
                        "Loads a stored record: as it is now when its repository is on this"
                                + " server, else as it is indexed.",
                        "the Record; nil when there is none",
                        call -> loading.load(call, call.text(1)),
                        required("uri", TEXT, "its at:// URI")),
                function(
                        "Record.load_all",
                        "Loads several stored records. ipairs passes over those that are missing.",
                        "an array with each Record at the place of its URI",
                        this::loadAll,
                        required("uris", TABLE, "an array of at most 1,000 URIs")),
                function(
                        "Record.save_all",
                        "Saves records, all of them checked first. Records of one repository on"
                                + " this server are saved together or not at all; others one"
                                + " after the other, up to the first that fails.",
                        "an array of what the hosts of the records answered: uri, cid",
                        this::saveAll,
                        required("records", TABLE, "an array of at most 200 Records")),
                function(
                        "Record.delete_local",
                        "Takes a record of elsewhere out of the index and leaves it in its"
                                + " repository. Not for queries.",
                        "nothing",
                        this::deleteLocal,
                        required("uri", TEXT, "its at:// URI")));
    }

    @Override
    public List<HostFunction> methods() {
        return methods;
    }

    private List<HostFunction> declareMethods() {
        return List.of(
                method(
                        "save",
                        "Saves the record in the repository of the caller: a loaded one in place"
                                + " of what was loaded, a new one where none is. When another"
                                + " write came between, the script runs again if it has done"
                                + " nothing else.",
                        call -> saving.save(call, self(call))),
                method(
                        "delete",
                        "Deletes the stored record; _uri and _cid are nil afterwards.",
                        call -> saving.delete(call, self(call))),
                method(
                        "save_local",
                        "Puts a record of elsewhere into the index alone. Not for queries.",
                        call -> indexing.save(call, self(call))),
                method(
                        "delete_local",
                        "Takes a record of elsewhere out of the index alone. Not for queries.",
                        call -> deleteLocal(call, self(call))),
                method(
                        "set_key_type",
                        "Says how the record may be named.",
                        call -> RecordKeys.type(call.state().budget(), self(call), call.value(1)),
                        required("type", ANY, "tid, any, nsid or literal: and the name")),
                method(
                        "set_rkey",
                        "Names the record.",
                        call -> set(call, RecordTable.KEY, "rkey"),
                        required("rkey", ANY, "the last part of its URI, not empty")),
                method(
                        "set_repo",
                        "Chooses another repository: of an account that the caller may write for.",
                        call -> set(call, RecordTable.REPO, "did"),
                        required("did", ANY, "the DID of the account")),
                new HostFunction(
                        "Record:generate_rkey",
                        "Names the record by its kind of names: a fresh TID, or the literal.",
                        List.of(),
                        "the name",
                        call -> keys.generate(call.state().budget(), self(call))));
    }

    private Object make(HostCall call) {
        return type.fresh(call.state(), call.text(1), call.has(2) ? call.table(2) : null).table();
    }

    private Object loadAll(HostCall call) {
        Object[] found = list(call, call.table(1), LIST_MAX);
        for (int i = 0; i < found.length; i++) {
            if (!(found[i] instanceof LuaString uri)) {
                throw call.wrong(1, "an array of URIs expected");
            }
            found[i] = loading.load(call, uri);
        }
        return HoleyLists.of(call.state().budget(), found);
    }

    private Object saveAll(HostCall call) {
        State state = call.state();
        List<RecordTable> records = new ArrayList<>();
        for (Object value : list(call, call.table(1), LIST_MAX)) {
            records.add(type.require(value));
        }
        LuaTable answers = JsonArrays.mark(new LuaTable());
        for (Json.Members answer : saving.saveAll(call, records)) {
            answers.append(state.budget(), JsonLua.toLua(state, answer));
        }
        return answers;
    }

    private static Object[] list(HostCall call, LuaTable table, int max) {
        if (table.length() > max) {
            throw call.wrong(1, "more than " + max + " values");
        }
        call.state().budget().allocate(LuaTable.cost((int) table.length(), 0));
        return table.copyOfList((int) table.length());
    }

    private Object deleteLocal(HostCall call) {
        indexing.delete(call, call.text(1));
        return Values.none();
    }

    private void deleteLocal(HostCall call, RecordTable record) {
        LuaString uri =
                record.text(RecordTable.URI)
                        .orElseThrow(() -> new LuaError("cannot delete a Record that has no _uri"));
        indexing.delete(call, uri);
        record.gone(call.state().budget());
    }

    private void set(HostCall call, LuaString field, String name) {
        if (!(call.value(1) instanceof LuaString text) || text.length() == 0) {
            throw new LuaError(name + " must be a non-empty string");
        }
        self(call).set(call.state().budget(), field, text.toString());
    }

    private RecordTable self(HostCall call) {
        return type.require(call.self());
    }

    private static HostFunction function(
            String name,
            String purpose,
            String answer,
            HostFunction.Body body,
            Parameter... parameters) {
        return new HostFunction(name, purpose, List.of(parameters), answer, body);
    }

    /// A method that answers the record.
    private static HostFunction method(
            String name, String purpose, Work work, Parameter... parameters) {
        return new HostFunction(
                "Record:" + name,
                purpose,
                List.of(parameters),
                "the same Record",
                call -> {
                    work.on(call);
                    return call.self();
                });
    }

    @FunctionalInterface
    private interface Work {
        void on(HostCall call);
    }
}
