package chancery.appview.script.trial;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.script.stream.RecordStreams;

import java.util.List;

/// Streams that can be read, and that note what would be written to them. For one run.
final class NotedStreams implements RecordStreams {
    private final RecordStreams streams;
    private final List<TrialWrite> noted;

    /// @param noted grows by what is asked for
    NotedStreams(RecordStreams streams, List<TrialWrite> noted) {
        this.streams = streams;
        this.noted = noted;
    }

    @Override
    public Answer call(Request request) {
        return switch (request.action()) {
            case CHECK, FILTER, AGGREGATE -> streams.call(request);
            case UPSERT -> {
                Answer answer = streams.call(request.as(Action.CHECK));
                if (answer instanceof Answer.Done) {
                    note(request);
                }
                yield answer;
            }
        };
    }

    private void note(Request request) {
        List<Json> items = JsonText.parseObject(request.json()).items("items").orElseThrow();
        noted.add(new TrialWrite.OfStream(request.project(), request.stream(), items));
    }
}
