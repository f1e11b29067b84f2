package chancery.appview.kit;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.Multikey;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.syntax.Did;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A labeler on loopback: keeps the messages it is told to send, and sends them to readers from
/// their cursors on.
public final class LabelerDouble implements AutoCloseable {
    private static final Value.Map LABELS_HEADER =
            Value.Map.builder().put("op", 1).put("t", "#labels").build();

    private final Did did;
    private final Frames frames = new Frames();
    private final PrivateKey key = PrivateKey.generate(Curve.K256, new SplittableRandom(7));

    public LabelerDouble(String did) {
        this.did = Did.parse(did);
    }

    public Did did() {
        return did;
    }

    public String place() {
        return frames.place();
    }

    public List<String> calls() {
        return frames.calls();
    }

    public void cut() {
        frames.cut();
    }

    public void refuse(String status) {
        frames.refuse(status);
    }

    /// Forgets all messages.
    public void clear() {
        frames.clear();
    }

    /// The document of a labeler whose labels bear no signatures.
    public DidDocument document() {
        return document(List.of(), "#atproto_labeler");
    }

    /// The document of a labeler with the key of [#signed].
    public DidDocument documentWithKey() {
        return documentWithKey(key);
    }

    /// The document of a labeler with this key.
    public DidDocument documentWithKey(PrivateKey other) {
        Json.Members method =
                Json.Members.builder()
                        .put("id", did + "#atproto_label")
                        .put("type", "Multikey")
                        .put("controller", did.value())
                        .put("publicKeyMultibase", Multikey.format(other.publicKey()))
                        .build();
        return document(List.of(method), "#atproto_labeler");
    }

    /// The document of an account without a labeler's address of its own.
    public DidDocument documentOfHost() {
        return document(List.of(), "#atproto_pds");
    }

    private DidDocument document(List<Json.Members> keys, String service) {
        Json.Members entry =
                Json.Members.builder()
                        .put("id", service)
                        .put(
                                "type",
                                service.endsWith("pds")
                                        ? "AtprotoPersonalDataServer"
                                        : "AtprotoLabeler")
                        .put("serviceEndpoint", frames.url().toString())
                        .build();
        Json.Members document =
                Json.Members.builder()
                        .put("id", did.value())
                        .put("verificationMethod", keys)
                        .put("service", List.of(entry))
                        .build();
        return DidDocument.parse(document.write().getBytes(StandardCharsets.UTF_8));
    }

    /// A label of this labeler.
    public Value.Map label(String uri, String val) {
        return Value.Map.builder()
                .put("ver", 1)
                .put("src", did.value())
                .put("uri", uri)
                .put("val", val)
                .put("cts", "2026-05-19T10:11:12.123Z")
                .build();
    }

    /// The same label with a signature.
    public Value.Map signed(Value.Map label) {
        return label.with("sig", Value.Bytes.of(key.sign(DagCbor.encode(label))));
    }

    /// Sends labels.
    public void send(long seq, Value.Map... labels) {
        frames.add(
                seq,
                two(
                        LABELS_HEADER,
                        Value.Map.builder()
                                .put("seq", seq)
                                .put("labels", List.of(labels))
                                .build()));
    }

    /// Sends an error.
    public void fail(String error) {
        frames.add(
                Long.MAX_VALUE,
                two(
                        Value.Map.builder().put("op", -1).build(),
                        Value.Map.builder().put("error", error).build()));
    }

    /// Sends any bytes.
    public void raw(byte[] bytes) {
        frames.add(Long.MAX_VALUE, bytes);
    }

    /// One map after the other.
    public static byte[] two(Value.Map header, Value.Map body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Stream.of(header, body).map(DagCbor::encode).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /// JSON as a value of the data model.
    public static Value.Map value(String json) {
        return JsonText.toRecord(JsonText.parseObject(json));
    }

    @Override
    public void close() {
        frames.close();
    }
}
