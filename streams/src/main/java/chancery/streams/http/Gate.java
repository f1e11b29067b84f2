package chancery.streams.http;

import chancery.store.KeyValue;
import chancery.streams.access.Caller;
import chancery.streams.http.traffic.Activity;
import chancery.streams.http.traffic.Counters;
import chancery.streams.http.traffic.Traffic;
import chancery.streams.http.traffic.Who;
import chancery.streams.name.ProjectName;
import chancery.streams.project.Projects;
import chancery.streams.stream.Stream;
import chancery.streams.stream.StreamType;
import chancery.streams.truth.StreamTruth;
import chancery.web.http.Request;
import chancery.web.http.Response;

import java.util.Optional;
import java.util.function.Supplier;

/// Lets requests in as far as their quotas have room, before their bodies are read.
final class Gate {
    private static final int OK = 200;

    private final Projects projects;
    private final KeyValue store;
    private final Counters counters;

    Gate(Projects projects, KeyValue store, Counters counters) {
        this.projects = projects;
        this.store = store;
        this.counters = counters;
    }

    /// A request as it is counted.
    ///
    /// @param named the open part of its path
    record Arrival(ProjectName project, Caller caller, Activity activity, String named) {
        Who who() {
            return new Who(project, caller.subject());
        }

        /// The request after its body was read.
        Call call(Request request, byte[] body) {
            return new Call(caller, project, named, request, body);
        }
    }

    /// Answers a request that comes in here.
    Response with(Arrival arrival, Supplier<Response> work) {
        if (counters.idle() || arrival.activity() == Activity.OTHER) {
            return work.get();
        }
        Optional<Stream> stream = stream(arrival);
        // Whoever asks for a stream that is not there is counted as if it were mutable.
        StreamType type = stream.map(Stream::type).orElse(StreamType.MUTABLE);
        Optional<StreamTruth> truth =
                stream.filter(_ -> arrival.activity().reads())
                        .map(s -> new StreamTruth(store, arrival.project(), s));
        try (Traffic.Pass _ =
                counters.traffic().enter(arrival.who(), arrival.activity().lanes(type))) {
            truth.ifPresent(t -> counters.budgets().requireReads(arrival.who(), t));
            Response response = work.get();
            truth.ifPresent(t -> note(arrival, t, response));
            return response;
        }
    }

    private void note(Arrival arrival, StreamTruth truth, Response response) {
        if (response.status() == OK && response.body() instanceof Response.Body.Whole(var bytes)) {
            counters.budgets().oweReads(arrival.who(), truth, bytes.length);
        }
    }

    private Optional<Stream> stream(Arrival arrival) {
        return projects.get(arrival.project()).streams().values().stream()
                .filter(stream -> stream.active() && stream.id().value().equals(arrival.named()))
                .findFirst();
    }
}
