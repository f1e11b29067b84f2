package chancery.server.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The requests that a server gets once after a build, so that the JVM can keep what it learns of
/// the ways they take: `java Training.java URL`. Needs the JDK alone; not a part of the program.
final class Training {
    private static final Duration TIME = Duration.ofSeconds(4);
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS_MAX = 400;
    private static final String POSTS = "app.bsky.feed.post";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final long deadline = System.nanoTime() + TIME.toNanos();
    private final String did;
    private final String token;

    private Training(String url) throws IOException, InterruptedException {
        this.url = url;
        HttpRequest.Builder login = request("com.atproto.server.createSession");
        String body = "{\"identifier\":\"alice.test\",\"password\":\"password\"}";
        String session = answer(login.POST(BodyPublishers.ofString(body)));
        this.did = field("did", session);
        this.token = field("accessJwt", session);
    }

    static void main(String[] args) throws Exception {
        Training training = new Training(args[0]);
        List<Callable<Integer>> loops = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            loops.add(training::loop);
        }
        int rounds = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> loop : threads.invokeAll(loops)) {
                rounds += loop.get();
            }
        }
        System.out.println("trained with " + rounds + " rounds");
    }

    private int loop() throws IOException, InterruptedException {
        int round = 0;
        while (round < ROUNDS_MAX && System.nanoTime() < deadline) {
            round(round++);
        }
        return round;
    }

    /// Mostly writes and reads of single records, now and then something larger.
    private void round(int number) throws IOException, InterruptedException {
        String first = create(number);
        create(number);
        String key = first.substring(first.lastIndexOf('/') + 1);
        String where = "?repo=" + did + "&collection=" + POSTS;
        get("com.atproto.repo.getRecord" + where + "&rkey=" + key);
        switch (number % 10) {
            case 1 -> put(number);
            case 3 -> batch();
            case 5 -> get("com.atproto.repo.listRecords" + where);
            case 7 -> get("com.atproto.sync.getRepo?did=" + did);
            case 9 -> delete(key);
            default -> {}
        }
    }

    private String create(int number) throws IOException, InterruptedException {
        String record = ",\"record\":" + post("in training " + number);
        return field("uri", write("createRecord", ",\"collection\":\"" + POSTS + "\"" + record));
    }

    private void put(int number) throws IOException, InterruptedException {
        String where = ",\"collection\":\"app.bsky.actor.profile\",\"rkey\":\"self\"";
        String record = "{\"$type\":\"app.bsky.actor.profile\",\"displayName\":\"" + number + "\"}";
        write("putRecord", where + ",\"record\":" + record);
    }

    private void delete(String key) throws IOException, InterruptedException {
        write("deleteRecord", ",\"collection\":\"" + POSTS + "\",\"rkey\":\"" + key + "\"");
    }

    private void batch() throws IOException, InterruptedException {
        String create =
                "{\"$type\":\"com.atproto.repo.applyWrites#create\",\"collection\":\""
                        + POSTS
                        + "\",\"value\":"
                        + post("in a batch")
                        + "}";
        write("applyWrites", ",\"writes\":[" + String.join(",", List.of(create, create)) + "]");
    }

    private static String post(String text) {
        return "{\"$type\":\""
                + POSTS
                + "\",\"text\":\""
                + text
                + "\",\"langs\":[\"en\"],\"createdAt\":\"2026-01-01T00:00:00.000Z\"}";
    }

    private String write(String method, String rest) throws IOException, InterruptedException {
        String body = "{\"repo\":\"" + did + "\"" + rest + "}";
        return answer(
                request("com.atproto.repo." + method)
                        .header("authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString(body)));
    }

    private void get(String path) throws IOException, InterruptedException {
        answer(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/xrpc/" + path))
                .header("content-type", "application/json")
                .timeout(TIME);
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static String field(String name, String json) {
        int from = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(from, json.indexOf('"', from));
    }
}
