package chancery.appview.script.trial;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.JsonText;
import chancery.appview.script.stream.RecordStreams;
import chancery.appview.script.stream.RecordStreams.Action;
import chancery.appview.script.stream.RecordStreams.Answer;
import chancery.appview.script.stream.RecordStreams.Request;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a trial run does with streams.
final class NotedStreamsTest {
    private static final Request UPSERT =
            new Request(
                    Action.UPSERT,
                    Optional.of("dev"),
                    "events",
                    "{\"items\":[{\"externalId\":\"r1\"},{\"externalId\":\"r2\"}]}");

    private final List<Request> asked = new ArrayList<>();
    private final List<TrialWrite> noted = new ArrayList<>();
    private Answer answer = new Answer.Done("{}");
    private final RecordStreams streams =
            new NotedStreams(
                    request -> {
                        asked.add(request);
                        return answer;
                    },
                    noted);

    @Test
    void checksAnUpsertAndNotesIt() {
        assertThat(streams.call(UPSERT)).isEqualTo(new Answer.Done("{}"));

        assertThat(asked).containsExactly(UPSERT.as(Action.CHECK));
        assertThat(noted)
                .containsExactly(
                        new TrialWrite.OfStream(
                                Optional.of("dev"),
                                "events",
                                List.of(
                                        JsonText.parse("{\"externalId\":\"r1\"}"),
                                        JsonText.parse("{\"externalId\":\"r2\"}"))));
    }

    @Test
    void notesNothingOfWhatIsRefused() {
        answer = new Answer.Refused("no");

        assertThat(streams.call(UPSERT)).isEqualTo(answer);
        assertThat(noted).isEmpty();
    }

    @Test
    void readsWhatIsThere() {
        Request filter = new Request(Action.FILTER, Optional.empty(), "events", "{}");

        assertThat(streams.call(filter)).isEqualTo(new Answer.Done("{}"));

        assertThat(asked).containsExactly(filter);
        assertThat(noted).isEmpty();
    }
}
