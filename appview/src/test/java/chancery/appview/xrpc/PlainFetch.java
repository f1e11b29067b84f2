package chancery.appview.xrpc;

import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/// Requests without a guard, for doubles on loopback.
final class PlainFetch implements Fetch, AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Answer send(Request request) {
        HttpRequest.Builder wire =
                HttpRequest.newBuilder(request.uri())
                        .method(
                                request.method(),
                                HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(wire::header);
        try {
            HttpResponse<byte[]> answer =
                    client.send(wire.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> headers = new HashMap<>();
            answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            throw new FetchException("no answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
