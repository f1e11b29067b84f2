package chancery.atproto.xrpc;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.util.Optional;

/// An account or one of its services: `did:web:api.example.com`, or with `#` and the name of the
/// service after it. Only DIDs of the network's two methods.
public record ServiceReference(Did did, Optional<String> service) {
    private static final String WHAT = "service reference";

    public ServiceReference {
        if (!did.method().equals("plc") && !did.method().equals("web")) {
            throw SyntaxException.of(WHAT, did.value());
        }
        if (service.filter(name -> !validName(name)).isPresent()) {
            throw SyntaxException.of(WHAT, did.value() + "#" + service.get());
        }
    }

    public static ServiceReference of(Did did) {
        return new ServiceReference(did, Optional.empty());
    }

    public static ServiceReference parse(String text) {
        int hash = text.indexOf('#');
        return hash < 0
                ? of(Did.parse(text))
                : new ServiceReference(
                        Did.parse(text.substring(0, hash)), Optional.of(text.substring(hash + 1)));
    }

    private static boolean validName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= 128;
    }

    @Override
    public String toString() {
        return service.map(name -> did.value() + "#" + name).orElse(did.value());
    }
}
