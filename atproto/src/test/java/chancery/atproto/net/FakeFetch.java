package chancery.atproto.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A network of written-down answers that remembers what it was asked. What is not written down
/// cannot be reached.
public final class FakeFetch implements Fetch {
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();

    public FakeFetch answer(String method, String uri, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        answers.put(method + " " + uri, new Answer(status, Map.of(), bytes));
        return this;
    }

    public FakeFetch get(String uri, int status, String body) {
        return answer("GET", uri, status, body);
    }

    @Override
    public Answer send(Request request) {
        requests.add(request);
        Answer answer = answers.get(request.method() + " " + request.uri());
        if (answer == null) {
            throw new FetchException("nobody at " + request.uri());
        }
        if (answer.body().length > request.answerBytesMax()) {
            throw new FetchException("too much from " + request.uri());
        }
        return answer;
    }

    /// Every request so far, in order.
    public List<Request> requests() {
        return List.copyOf(requests);
    }
}
