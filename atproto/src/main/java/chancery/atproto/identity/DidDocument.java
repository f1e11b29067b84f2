package chancery.atproto.identity;

import chancery.atproto.crypto.Curve;
import chancery.atproto.crypto.Multikey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagJson;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.SyntaxException;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/// What a DID stands for: keys, handle and services of an account. The document is kept as it came;
/// the accessors read the few members the protocol uses and answer empty where one is absent or
/// malformed, because documents hold much that is not ours.
public record DidDocument(Did id, Value.Map json) {
    /// The name of the key that signs an account's repository and its tokens.
    public static final String SIGNING_KEY = PlcState.SIGNING_KEY;

    private static final String PDS_TYPE = "AtprotoPersonalDataServer";

    /// Reads a document; refuses what is no JSON object with a DID for its `id`.
    public static DidDocument parse(byte[] json) {
        return of(DagJson.parseMap(json));
    }

    public static DidDocument of(Value.Map json) {
        String id =
                json.text("id").orElseThrow(() -> new SyntaxException("Invalid DID document: id"));
        return new DidDocument(Did.parse(id), json);
    }

    /// The document of this account, as the public directory writes it.
    public static DidDocument of(Did did, PlcState state) {
        return new DidDocument(did, DidDocumentWriter.write(did, state));
    }

    /// The first alias that claims to be a handle, if it is one. A claim: see
    /// [HandleResolver#confirmed].
    public Optional<Handle> handle() {
        return json.items("alsoKnownAs").stream()
                .map(alias -> alias instanceof Value.Text(var text) ? text : "")
                .filter(alias -> alias.startsWith(PlcState.HANDLE_PREFIX))
                .findFirst()
                .map(alias -> alias.substring(PlcState.HANDLE_PREFIX.length()))
                .filter(Handle::valid)
                .map(Handle::parse);
    }

    /// The key that signs the repository.
    public Optional<PublicKey> signingKey() {
        return key(SIGNING_KEY);
    }

    /// The key of this name, in the form of today or one of the older ones.
    public Optional<PublicKey> key(String name) {
        return member("verificationMethod", name).flatMap(DidDocument::key);
    }

    /// The origin of the server that hosts the repository.
    public Optional<URI> pds() {
        return member("service", PlcService.PDS_ID)
                .filter(service -> service.text("type").equals(Optional.of(PDS_TYPE)))
                .flatMap(DidDocument::endpoint);
    }

    /// Where the service of this name answers, whatever its type.
    public Optional<URI> service(String name) {
        return member("service", name).flatMap(DidDocument::endpoint);
    }

    /// The first entry whose id is `#name`, alone or after the DID.
    private Optional<Value.Map> member(String list, String name) {
        List<String> ids = List.of("#" + name, id.value() + "#" + name);
        for (Value item : json.items(list)) {
            if (item instanceof Value.Map map && map.text("id").filter(ids::contains).isPresent()) {
                return Optional.of(map);
            }
        }
        return Optional.empty();
    }

    private static Optional<PublicKey> key(Value.Map method) {
        String type = method.text("type").orElse("");
        String text = method.text("publicKeyMultibase").orElse("");
        try {
            return switch (type) {
                case "Multikey" -> Optional.of(Multikey.parse(text));
                case "EcdsaSecp256k1VerificationKey2019" ->
                        Optional.of(Multikey.parseBare(Curve.K256, text));
                case "EcdsaSecp256r1VerificationKey2019" ->
                        Optional.of(Multikey.parseBare(Curve.P256, text));
                default -> Optional.empty();
            };
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> endpoint(Value.Map service) {
        try {
            URI uri = new URI(service.text("serviceEndpoint").orElse(""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean plain =
                    uri.getUserInfo() == null
                            && uri.getQuery() == null
                            && uri.getFragment() == null;
            return web && plain && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
