package chancery.appview.script.stream;

import java.util.Optional;

/// The streams of typed records of this server, as far as scripts may use them. For all threads.
public interface RecordStreams {
    /// Does what is asked. What it answers for an upsert is durable.
    Answer call(Request request);

    /// Something that a script asks for.
    ///
    /// @param project empty for the one that scripts may use
    /// @param json the body, as the records API takes it
    record Request(Action action, Optional<String> project, String stream, String json) {
        /// The same as another action.
        public Request as(Action other) {
            return new Request(other, project, stream, json);
        }
    }

    /// What can be asked for.
    enum Action {
        /// Records are added or replaced, all of them or none.
        UPSERT,
        /// The same up to where something would be stored.
        CHECK,
        FILTER,
        AGGREGATE
    }

    /// What came of it.
    sealed interface Answer {
        /// It is done.
        record Done(String json) implements Answer {}

        /// It is not allowed, or cannot be done; nothing is stored.
        record Refused(String message) implements Answer {}
    }
}
