package chancery.streams.http;

import chancery.streams.access.Caller;
import chancery.streams.json.Fields;
import chancery.streams.json.JsonText;
import chancery.web.http.Response;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The way in for callers inside of this process, by the same rules and to the same answers as over
/// HTTP.
public final class Inside {
    private static final int REFUSED = 400;

    private final Door door;

    /// @param door that answers the same over HTTP
    public Inside(Door door) {
        this.door = door;
    }

    /// What came of a request.
    public sealed interface Answer {
        /// It is done.
        ///
        /// @param json the body of the answer
        record Done(String json) implements Answer {}

        /// It was refused.
        ///
        /// @param status as over HTTP
        record Refused(int status, String message) implements Answer {}
    }

    /// Posts to a path of a project.
    ///
    /// @param path its parts, behind the name of the project
    public Answer post(Caller caller, String project, List<String> path, byte[] body) {
        Response response =
                Envelope.wrapped(request -> door.inside(request, caller, project, path))
                        .handle(new InsideRequest(path, body));
        if (response.body() instanceof Response.Body.Whole(var json)) {
            return response.status() < REFUSED
                    ? new Answer.Done(new String(json, StandardCharsets.UTF_8))
                    : new Answer.Refused(response.status(), message(json));
        }
        throw new IllegalStateException("an answer inside of the process is no stream");
    }

    private static String message(byte[] json) {
        return Fields.body(JsonText.parse(json)).object("error").text("message");
    }
}
