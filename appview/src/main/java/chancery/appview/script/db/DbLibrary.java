package chancery.appview.script.db;

import static chancery.lua.host.Parameter.optional;
import static chancery.lua.host.Parameter.required;

import chancery.appview.index.Freshness;
import chancery.appview.query.ListRequest;
import chancery.appview.query.RecordList;
import chancery.appview.query.RecordOrder;
import chancery.appview.query.RecordQueries;
import chancery.appview.script.HostLibrary;
import chancery.appview.script.IndexWait;
import chancery.appview.script.Run;
import chancery.atproto.syntax.SyntaxException;
import chancery.lua.host.HostCall;
import chancery.lua.host.HostFunction;
import chancery.lua.host.ParameterType;
import chancery.lua.runtime.LuaError;
import chancery.lua.runtime.LuaString;
import chancery.lua.runtime.Nil;
import chancery.store.table.RawAnswer;
import chancery.store.table.SlowReadException;
import chancery.store.table.value.Cell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The functions `db.*`. A run waits for the index before its first look, and again after each
/// write, so that it sees what it wrote.
public final class DbLibrary implements HostLibrary {
    private static final ParameterType NAME = new ParameterType.Text(1_024);
    private static final ParameterType URI = new ParameterType.Text(8_192);
    private static final ParameterType SQL = new ParameterType.Text(80_000);
    private static final ParameterType TABLE = new ParameterType.Table();

    private final RecordQueries queries;
    private final IndexWait wait;

    public DbLibrary(RecordQueries queries, Freshness freshness) {
        this.queries = queries;
        this.wait = new IndexWait(freshness);
    }

    @Override
    public List<HostFunction> functions() {
        return List.of(query(), get(), search(), count(), backlinks(), raw(), backend());
    }

    private HostFunction query() {
        return new HostFunction(
                "db.query",
                "Lists indexed records of a collection.",
                List.of(
                        required(
                                "options",
                                TABLE,
                                "`collection`, and if wanted `did`, `limit` (20, at most 100),"
                                        + " `cursor`, `sort` (a field), `sortDirection` (`asc` or"
                                        + " `desc`), `offset` (with `sort`) and `filter`")),
                "`{ records = […], cursor? }`",
                this::query);
    }

    private Object query(HostCall call) {
        Options options = Options.of(call.table(1), call.state());
        RecordList page =
                look(call, "DB query failed: ", () -> queries.list(listing(call, options)));
        return new Rows(call.state()).page(page);
    }

    private ListRequest listing(HostCall call, Options options) {
        return request("db.query", options)
                .in(RecordOrder.of(options.text("sort"), options.text("sortDirection")))
                .from(options.whole("offset").orElse(0))
                .where(new FilterReader(call.state()).read(options.value("filter")));
    }

    private ListRequest request(String name, Options options) {
        String collection =
                options.text("collection")
                        .orElseThrow(() -> new LuaError(name + ": collection is required"));
        return ListRequest.of(collection, options.whole("limit").orElse(queries.pageDefault()))
                .by(options.text("did"))
                .after(options.text("cursor"));
    }

    private HostFunction get() {
        return new HostFunction(
                "db.get",
                "Finds an indexed record.",
                List.of(required("uri", URI, "its address, `at://…`")),
                "the record with its `uri`, or nil",
                call -> {
                    String uri = call.text(1).toString();
                    return look(call, "DB get failed: ", () -> queries.get(uri))
                            .map(record -> new Rows(call.state()).record(record))
                            .orElse(Nil.NIL);
                });
    }

    private HostFunction search() {
        return new HostFunction(
                "db.search",
                "Finds records in which a field contains a text, without regard to case: those"
                        + " that equal it first, then those that begin with it.",
                List.of(
                        required(
                                "options",
                                TABLE,
                                "`collection`, `field`, `query`, and if wanted `limit` (10, at"
                                        + " most 100)")),
                "`{ records = […] }`",
                call -> {
                    Options options = Options.of(call.table(1), call.state());
                    ListRequest asked = request("db.search", options);
                    String field = option("db.search", options, "field");
                    String text = option("db.search", options, "query");
                    long limit = options.whole("limit").orElse(queries.searchDefault());
                    return new Rows(call.state())
                            .records(
                                    look(
                                            call,
                                            "DB search failed: ",
                                            () ->
                                                    queries.search(
                                                            asked.collection(),
                                                            field,
                                                            text,
                                                            limit)));
                });
    }

    private static String option(String name, Options options, String option) {
        return options.text(option)
                .orElseThrow(() -> new LuaError(name + ": " + option + " is required"));
    }

    private HostFunction count() {
        return new HostFunction(
                "db.count",
                "Counts indexed records of a collection.",
                List.of(
                        required("collection", NAME, "the type of records"),
                        optional("did", NAME, "whose records")),
                "an integer",
                call -> {
                    String collection = call.text(1).toString();
                    Optional<String> did =
                            call.has(2) ? Optional.of(call.text(2).toString()) : Optional.empty();
                    return look(call, "DB count failed: ", () -> queries.count(collection, did));
                });
    }

    private HostFunction backlinks() {
        return new HostFunction(
                "db.backlinks",
                "Lists records of a collection that hold a URI anywhere, the newest first.",
                List.of(
                        required(
                                "options",
                                TABLE,
                                "`collection`, `uri`, and if wanted `did` (who links), `limit`"
                                        + " (20, at most 100) and `cursor`")),
                "`{ records = […], cursor? }`",
                call -> {
                    Options options = Options.of(call.table(1), call.state());
                    ListRequest asked = request("db.backlinks", options);
                    String uri = option("db.backlinks", options, "uri");
                    return new Rows(call.state())
                            .page(
                                    look(
                                            call,
                                            "DB backlinks failed: ",
                                            () -> queries.backlinks(uri, asked)));
                });
    }

    private HostFunction raw() {
        return new HostFunction(
                "db.raw",
                "Reads by a statement in SQL from the views `records`, `record_refs` and `labels`.",
                List.of(
                        required("sql", SQL, "a SELECT with placeholders `$1` or `?`"),
                        optional("params", TABLE, "strings, numbers and booleans")),
                "an array of rows, each a table of its columns",
                call -> {
                    String sql = call.text(1).toString();
                    List<Cell> parameters =
                            call.has(2)
                                    ? RawParameters.read(call.state(), call.table(2))
                                    : List.of();
                    RawAnswer answer =
                            look(call, "db.raw query failed: ", () -> queries.raw(sql, parameters));
                    return switch (answer) {
                        case RawAnswer.Rows rows -> new Rows(call.state()).rows(rows);
                        case RawAnswer.Refused(var why) ->
                                throw new LuaError("db.raw query failed: " + why);
                    };
                });
    }

    private HostFunction backend() {
        return new HostFunction(
                "db.backend",
                "Names the SQL that `db.raw` understands.",
                List.of(),
                "`sqlite` or `postgres`",
                _ -> LuaString.of(queries.backend()));
    }

    /// Does work on the index, once that is as new as it must be.
    private <T> T look(HostCall call, String failure, Supplier<T> work) {
        Run run = call.context(Run.class);
        run.chargeDb();
        try {
            return call.await(
                    () -> {
                        wait.before(run);
                        return work.get();
                    });
        } catch (SyntaxException e) {
            throw new LuaError(String.valueOf(e.getMessage()));
        } catch (SlowReadException e) {
            throw new LuaError(failure + e.getMessage());
        }
    }
}
