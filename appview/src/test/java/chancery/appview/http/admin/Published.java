package chancery.appview.http.admin;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.Repositories;
import chancery.appview.record.WriteOutcome;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.Fetch;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// A small network: text records, documents, and hosts that are asked over HTTP.
public final class Published implements DidResolver, Fetch, Repositories {
    public final Map<String, List<String>> texts = new HashMap<>();
    public final Map<Did, String> hosts = new HashMap<>();
    public final Set<Did> local = new HashSet<>();
    public final Map<String, Json.Members> records = new HashMap<>();

    @Override
    public Optional<DidDocument> resolve(Did did) {
        return Optional.ofNullable(hosts.get(did))
                .map(
                        host ->
                                DidDocument.parse(
                                        """
                                        {"id":"%s","service":[{"id":"#atproto_pds",
                                         "type":"AtprotoPersonalDataServer",
                                         "serviceEndpoint":"%s"}]}
                                        """
                                                .formatted(did, host)
                                                .getBytes(StandardCharsets.UTF_8)));
    }

    /// The text records of a name.
    public List<String> txt(String name) {
        return texts.getOrDefault(name, List.of());
    }

    @Override
    public Answer send(Request request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest asked =
                    HttpRequest.newBuilder(request.uri()).timeout(request.timeout()).build();
            HttpResponse<byte[]> answer =
                    client.send(asked, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), Map.of(), answer.body());
        } catch (IOException e) {
            throw new FetchException("nobody answers");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean here(Did did) {
        return local.contains(did);
    }

    @Override
    public Optional<Stored> load(Did did, Nsid collection, RecordKey key) {
        String path = did + "/" + collection + "/" + key.value();
        return Optional.ofNullable(records.get(path))
                .map(record -> new Stored(Cid.ofDagCbor(new byte[0]), record));
    }

    /// What a host answers when it is asked for a record.
    public static String answer(String lexicon) {
        return Json.Members.builder()
                .put("uri", "at://x")
                .put("cid", "bafy")
                .put("value", JsonText.parseObject(lexicon))
                .build()
                .write();
    }

    @Override
    public WriteOutcome commit(Did did, List<RepoWrite> writes) {
        throw new AssertionError("nobody writes here");
    }

    @Override
    public <T> T inTurn(Did did, Supplier<T> work) {
        throw new AssertionError("nobody writes here");
    }

    @Override
    public Json.Members upload(Did did, String contentType, InputStream bytes) {
        throw new AssertionError("nobody writes here");
    }
}
