package chancery.web.egress;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The outside world as a table: answers by address, and a list of what was asked.
public final class FakeFetch implements Fetch {
    private final Map<String, Function<Request, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> sent = new ArrayList<>();

    /// Answers this address with 200 and this text.
    public FakeFetch answering(String uri, String contentType, String text) {
        return answering(
                uri,
                _ ->
                        new Answer(
                                200,
                                Map.of("content-type", contentType),
                                text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Answers this address as the function says.
    public FakeFetch answering(String uri, Function<Request, Answer> answer) {
        answers.put(uri, answer);
        return this;
    }

    @Override
    public synchronized Answer send(Request request) {
        sent.add(request);
        Function<Request, Answer> answer = answers.get(request.uri().toString());
        if (answer == null) {
            throw new FetchException("nobody answers at " + request.uri().getHost());
        }
        return answer.apply(request);
    }

    /// What was asked so far.
    public synchronized List<Request> sent() {
        return List.copyOf(sent);
    }
}
