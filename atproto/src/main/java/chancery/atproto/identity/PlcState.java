package chancery.atproto.identity;

import chancery.atproto.crypto.DidKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a did:plc account says about itself at one time: everything of an operation but its
/// predecessor and its signature. Changed copies come from the `with…` methods.
///
/// @param rotationKeys keys that may change the account, the most powerful first
/// @param verificationMethods `did:key`s by name; `atproto` signs the repository
/// @param alsoKnownAs URIs, the handle as `at://…` among them
/// @param services what the account uses, by name
public record PlcState(
        List<PublicKey> rotationKeys,
        SortedMap<String, Did> verificationMethods,
        List<String> alsoKnownAs,
        SortedMap<String, PlcService> services) {
    static final String SIGNING_KEY = "atproto";
    static final String HANDLE_PREFIX = "at://";

    public PlcState {
        rotationKeys = List.copyOf(rotationKeys);
        verificationMethods = Collections.unmodifiableSortedMap(new TreeMap<>(verificationMethods));
        alsoKnownAs = List.copyOf(alsoKnownAs);
        services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    }

    /// An account with one handle, one signing key and a server at this origin.
    public static PlcState of(
            List<PublicKey> rotationKeys, PublicKey signingKey, Handle handle, String pds) {
        return new PlcState(
                rotationKeys,
                new TreeMap<>(Map.of(SIGNING_KEY, Did.parse(DidKey.format(signingKey)))),
                List.of(HANDLE_PREFIX + handle.value()),
                new TreeMap<>(Map.of(PlcService.PDS_ID, PlcService.pds(pds))));
    }

    /// Reads the members of an operation, or of the directory's `/data`.
    public static PlcState parse(Value.Map map) {
        return PlcParser.state(map);
    }

    /// The key that signs the repository; empty when there is none that this version knows.
    public Optional<PublicKey> signingKey() {
        Did key = verificationMethods.get(SIGNING_KEY);
        return key == null ? Optional.empty() : PlcParser.findKey(key);
    }

    /// The first alias that claims to be a handle, if it is one.
    public Optional<Handle> handle() {
        return alsoKnownAs.stream()
                .filter(alias -> alias.startsWith(HANDLE_PREFIX))
                .findFirst()
                .map(alias -> alias.substring(HANDLE_PREFIX.length()))
                .filter(Handle::valid)
                .map(Handle::parse);
    }

    /// The server that hosts the repository.
    public Optional<PlcService> pds() {
        return Optional.ofNullable(services.get(PlcService.PDS_ID));
    }

    public PlcState withRotationKeys(List<PublicKey> keys) {
        return new PlcState(keys, verificationMethods, alsoKnownAs, services);
    }

    public PlcState withSigningKey(PublicKey key) {
        SortedMap<String, Did> methods = new TreeMap<>(verificationMethods);
        methods.put(SIGNING_KEY, Did.parse(DidKey.format(key)));
        return withVerificationMethods(methods);
    }

    public PlcState withVerificationMethods(SortedMap<String, Did> methods) {
        return new PlcState(rotationKeys, methods, alsoKnownAs, services);
    }

    /// The first handle replaced, or added before the other aliases when there was none.
    public PlcState withHandle(Handle handle) {
        List<String> aliases = new ArrayList<>(alsoKnownAs);
        String alias = HANDLE_PREFIX + handle.value();
        for (int i = 0; i < aliases.size(); i++) {
            if (aliases.get(i).startsWith(HANDLE_PREFIX)) {
                aliases.set(i, alias);
                return withAlsoKnownAs(aliases);
            }
        }
        aliases.addFirst(alias);
        return withAlsoKnownAs(aliases);
    }

    public PlcState withAlsoKnownAs(List<String> aliases) {
        return new PlcState(rotationKeys, verificationMethods, aliases, services);
    }

    public PlcState withPds(String endpoint) {
        SortedMap<String, PlcService> changed = new TreeMap<>(services);
        changed.put(PlcService.PDS_ID, PlcService.pds(endpoint));
        return withServices(changed);
    }

    public PlcState withServices(SortedMap<String, PlcService> changed) {
        return new PlcState(rotationKeys, verificationMethods, alsoKnownAs, changed);
    }

    /// What the directory answers at `/data`.
    public Value.Map value(Did did) {
        return members().put("did", did.value()).build();
    }

    /// The members that operations and `/data` share.
    Value.Map.Builder members() {
        Value.Map.Builder methods = Value.Map.builder();
        verificationMethods.forEach((id, key) -> methods.put(id, key.value()));
        Value.Map.Builder endpoints = Value.Map.builder();
        services.forEach((id, service) -> endpoints.put(id, member(service)));
        return Value.Map.builder()
                .put("rotationKeys", texts(rotationKeys.stream().map(DidKey::format).toList()))
                .put("verificationMethods", methods.build())
                .put("alsoKnownAs", texts(alsoKnownAs))
                .put("services", endpoints.build());
    }

    private static Value.Map member(PlcService service) {
        return Value.Map.builder()
                .put("type", service.type())
                .put("endpoint", service.endpoint())
                .build();
    }

    private static List<Value> texts(List<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }
}
