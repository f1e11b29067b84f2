package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Acl;
import chancery.streams.answer.Engine;
import chancery.streams.container.Schema;
import chancery.streams.http.traffic.Activity;
import chancery.streams.http.traffic.Budgets;
import chancery.streams.json.Fields;
import chancery.streams.json.Json;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.record.RecordWrite;
import chancery.streams.record.WriteReader;
import chancery.streams.truth.StreamTruth;
import chancery.streams.write.Expected;
import chancery.streams.write.RecordWriter;
import chancery.streams.write.WriteOutcome;
import chancery.web.http.Response;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes of records: added, upserted, deleted.
final class WriteRoutes {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final Projects projects;
    private final KeyValue store;
    private final RecordWriter writer;
    private final Engine engine;
    private final StreamsLimits.Writes limits;
    private final Budgets budgets;

    WriteRoutes(
            Projects projects,
            KeyValue store,
            RecordWriter writer,
            Engine engine,
            StreamsLimits.Writes limits,
            Budgets budgets) {
        this.projects = projects;
        this.store = store;
        this.writer = writer;
        this.engine = engine;
        this.limits = limits;
        this.budgets = budgets;
    }

    List<Route> routes() {
        return List.of(
                Route.of(Activity.WRITE, "POST", "streams/*/records", this::ingest),
                Route.of(Activity.WRITE, "POST", "streams/*/records/upsert", this::upsert),
                Route.of(
                        Activity.WRITE, "POST", "streams/*/records/-/upsert", this::upsertExpected),
                Route.of(Activity.WRITE, "POST", "streams/*/records/-/check", this::check),
                Route.of(Activity.WRITE, "POST", "streams/*/records/delete", this::delete));
    }

    /// A way to write.
    private interface Way {
        WriteOutcome write(StreamTruth truth, List<RecordWrite> writes);
    }

    private Response ingest(Call call) {
        return write(ACCEPTED, call, taking(call, writer::ingest));
    }

    private Response upsert(Call call) {
        return write(ACCEPTED, call, replacing(call, writer::upsert));
    }

    /// An upsert that says what it believes of the records, and conflicts when that is not so.
    private Response upsertExpected(Call call) {
        List<Expected> expected = expected(call);
        Way way = (truth, writes) -> writer.upsert(truth, writes, expected);
        return write(ACCEPTED, call, replacing(call, way));
    }

    /// Answers what such an upsert would be refused for now, and stores nothing.
    private Response check(Call call) {
        List<Expected> expected = expected(call);
        return write(OK, call, (truth, writes) -> writer.check(truth, writes, expected));
    }

    private List<Expected> expected(Call call) {
        return call.fields().objects("items", new Fields.Bounds(1, limits.items())).stream()
                .map(Expected::of)
                .toList();
    }

    /// A way that takes what it brings from the budgets of its stream.
    private Way taking(Call call, Way way) {
        return (truth, writes) -> {
            budgets.takeRecords(truth, writes.size(), call.body().length);
            return way.write(truth, writes);
        };
    }

    /// The same, of one that replaces records.
    private Way replacing(Call call, Way way) {
        return (truth, writes) -> {
            budgets.requireChanges(truth);
            WriteOutcome outcome = taking(call, way).write(truth, writes);
            if (outcome instanceof WriteOutcome.Stored(var replaced)) {
                budgets.oweChanges(truth, replaced);
            }
            return outcome;
        };
    }

    private Response write(int status, Call call, Way way) {
        Optional<Set<SpaceId>> records = writable(call);
        Optional<Set<SpaceId>> containers =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        Project project = projects.get(call.project());
        StreamTruth truth = truth(call, project);
        Schema schema = new Scopes.Scoped(project, containers);
        List<RecordWrite> writes = new WriteReader(schema, limits).writes(call.json());
        writes.forEach(write -> Scopes.require(records, write.id().space()));
        return answer(status, way.write(truth, writes));
    }

    private Response delete(Call call) {
        Optional<Set<SpaceId>> records = writable(call);
        Project project = projects.get(call.project());
        StreamTruth truth = truth(call, project);
        List<RecordId> ids = new WriteReader(project, limits).deletes(call.json());
        ids.forEach(id -> Scopes.require(records, id.space()));
        budgets.takeChanges(truth, ids.size());
        return answer(OK, writer.delete(truth, ids));
    }

    private static Optional<Set<SpaceId>> writable(Call call) {
        return call.caller().spaces(call.project(), Acl.STREAM_RECORDS, Acl.Action.WRITE);
    }

    /// The stream, when it can take in more at this moment.
    private StreamTruth truth(Call call, Project project) {
        StreamTruth truth =
                new StreamTruth(store, call.project(), StreamRoutes.stream(project, call.named()));
        engine.admit(truth);
        return truth;
    }

    private static Response answer(int status, WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Stored _ -> Envelope.json(status, Json.Members.EMPTY);
            case WriteOutcome.Partial(var items) -> Envelope.partial(items);
            case WriteOutcome.Conflicted(var conflicts) -> Envelope.conflicted(conflicts);
        };
    }
}
