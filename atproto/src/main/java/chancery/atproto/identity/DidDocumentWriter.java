package chancery.atproto.identity;

import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes DID documents as the public directory does: keys with full ids, services with short ones,
/// a context for each kind of key.
final class DidDocumentWriter {
    private static final String DID_KEY = "did:key:";

    private DidDocumentWriter() {}

    static Value.Map write(Did did, PlcState state) {
        return Value.Map.builder()
                .put("@context", texts(contexts(state)))
                .put("id", did.value())
                .put("alsoKnownAs", texts(state.alsoKnownAs()))
                .put("verificationMethod", methods(did, state))
                .put("service", services(state))
                .build();
    }

    private static List<String> contexts(PlcState state) {
        List<String> contexts = new ArrayList<>();
        contexts.add("https://www.w3.org/ns/did/v1");
        contexts.add("https://w3id.org/security/multikey/v1");
        for (Did key : state.verificationMethods().values()) {
            Optional<String> context = PlcParser.findKey(key).map(DidDocumentWriter::context);
            if (context.isPresent() && !contexts.contains(context.get())) {
                contexts.add(context.get());
            }
        }
        return contexts;
    }

    private static String context(PublicKey key) {
        return switch (key.curve()) {
            case K256 -> "https://w3id.org/security/suites/secp256k1-2019/v1";
            case P256 -> "https://w3id.org/security/suites/ecdsa-2019/v1";
        };
    }

    private static List<Value> methods(Did did, PlcState state) {
        List<Value> methods = new ArrayList<>();
        for (Map.Entry<String, Did> method : state.verificationMethods().entrySet()) {
            methods.add(
                    Value.Map.builder()
                            .put("id", did.value() + "#" + method.getKey())
                            .put("type", "Multikey")
                            .put("controller", did.value())
                            .put(
                                    "publicKeyMultibase",
                                    method.getValue().value().substring(DID_KEY.length()))
                            .build());
        }
        return methods;
    }

    private static List<Value> services(PlcState state) {
        List<Value> services = new ArrayList<>();
        for (Map.Entry<String, PlcService> service : state.services().entrySet()) {
            services.add(
                    Value.Map.builder()
                            .put("id", "#" + service.getKey())
                            .put("type", service.getValue().type())
                            .put("serviceEndpoint", service.getValue().endpoint())
                            .build());
        }
        return services;
    }

    private static List<Value> texts(List<String> texts) {
        return texts.stream().<Value>map(Value.Text::new).toList();
    }
}
