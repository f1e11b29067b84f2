package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Acl;
import chancery.streams.container.Schema;
import chancery.streams.fault.Fault;
import chancery.streams.json.Fields;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.SpaceId;
import chancery.streams.project.Project;
import chancery.streams.project.Projects;
import chancery.streams.query.Filter;
import chancery.streams.query.FilterReader;
import chancery.streams.query.TargetUnits;
import chancery.streams.query.TimeWindow;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;
import chancery.streams.truth.StreamTruth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Reads what all questions about records have: the stream, the filter, the window of time, and how
/// far the caller may see.
final class Questions {
    private final Projects projects;
    private final KeyValue store;
    private final StreamsLimits.Reads limits;
    private final InstantSource clock;

    Questions(Projects projects, KeyValue store, StreamsLimits.Reads limits, InstantSource clock) {
        this.projects = projects;
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /// What every question has.
    record Asked(StreamTruth truth, Schema schema, Optional<Set<SpaceId>> spaces, Fields body) {
        /// The records that are meant, as far as the caller may see them.
        Filter filter() {
            Filter said =
                    body.find("filter")
                            .map(filter -> FilterReader.read(filter, "filter", schema))
                            .orElse(Filter.All.ALL);
            return Scopes.within(spaces, said);
        }

        boolean typed() {
            return body.flag("includeTyping", false);
        }
    }

    /// What a request asks, as far as the caller may.
    Asked ask(Call call) {
        Optional<Set<SpaceId>> spaces =
                call.caller().spaces(call.project(), Acl.STREAM_RECORDS, Acl.Action.READ);
        Optional<Set<SpaceId>> containers =
                call.caller().spaces(call.project(), Acl.DATA_MODELS, Acl.Action.READ);
        Project project = projects.get(call.project());
        Stream stream = StreamRoutes.stream(project, call.named());
        Asked asked =
                new Asked(
                        new StreamTruth(store, call.project(), stream),
                        new Scopes.Scoped(project, containers),
                        spaces,
                        call.fields());
        TargetUnits.check(asked.body(), asked.schema());
        return asked;
    }

    /// How many records are wanted.
    int limit(Fields body) {
        return body.integer("limit", new Fields.Bounds(1, limits.page()), limits.pageUsual());
    }

    /// The window of time, by the rules of the stream.
    TimeWindow window(Asked asked) {
        Optional<TimeWindow> window = TimeWindow.read(asked.body());
        Stream stream = asked.truth().stream();
        if (stream.type() == StreamType.MUTABLE) {
            return window.orElse(TimeWindow.ALWAYS);
        }
        TimeWindow given =
                window.orElseThrow(
                        () ->
                                Fault.invalid(
                                        "lastUpdatedTime is missing: questions to immutable"
                                                + " streams need it"));
        Optional<Integer> days = stream.settings().windowDays();
        if (days.isPresent()
                && given.millis(clock.millis()) > Duration.ofDays(days.get()).toMillis()) {
            throw Fault.invalid("lastUpdatedTime must not span more than " + days.get() + " days");
        }
        return given;
    }
}
