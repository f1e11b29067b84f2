package chancery.atproto.identity;

import chancery.atproto.data.DagCbor;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What a new operation may hold at most.
///
/// @param operationBytesMax bytes of the canonical encoding with the signature
/// @param entriesMax aliases, verification methods and services, each
/// @param idLengthMax characters of the name of a verification method or service
/// @param textLengthMax characters of an alias or an endpoint
public record PlcLimits(
        int operationBytesMax,
        int rotationKeysMax,
        int entriesMax,
        int idLengthMax,
        int textLengthMax) {
    public static final PlcLimits STANDARD = new PlcLimits(7_500, 5, 10, 32, 512);

    /// What is wrong with this operation; empty when nothing is.
    Optional<String> objection(PlcOperation operation) {
        if (DagCbor.encode(operation.value()).length > operationBytesMax) {
            return Optional.of(
                    "Operation too large ("
                            + operationBytesMax
                            + " bytes maximum in cbor encoding)");
        }
        return operation.state().flatMap(this::objection);
    }

    private Optional<String> objection(PlcState state) {
        int keys = state.rotationKeys().size();
        if (keys == 0 || keys > rotationKeysMax) {
            return Optional.of("Expected 1 to " + rotationKeysMax + " rotationKeys");
        }
        if (repeated(state.rotationKeys())) {
            return Optional.of("Duplicate rotationKeys");
        }
        if (repeated(state.alsoKnownAs())) {
            return Optional.of("Duplicate alsoKnownAs");
        }
        return count(state).or(() -> length(state));
    }

    private Optional<String> count(PlcState state) {
        if (state.alsoKnownAs().size() > entriesMax) {
            return tooMany("alsoKnownAs");
        }
        if (state.verificationMethods().size() > entriesMax) {
            return tooMany("verificationMethods");
        }
        return state.services().size() > entriesMax ? tooMany("services") : Optional.empty();
    }

    private Optional<String> length(PlcState state) {
        if (longer(state.alsoKnownAs(), textLengthMax)) {
            return tooLong("alsoKnownAs", textLengthMax);
        }
        if (longer(state.verificationMethods().keySet(), idLengthMax)) {
            return tooLong("verificationMethods id", idLengthMax);
        }
        if (longer(state.services().keySet(), idLengthMax)) {
            return tooLong("services id", idLengthMax);
        }
        for (PlcService service : state.services().values()) {
            if (longer(List.of(service.type(), service.endpoint()), textLengthMax)) {
                return tooLong("services", textLengthMax);
            }
        }
        return Optional.empty();
    }

    private Optional<String> tooMany(String what) {
        return Optional.of("Too many " + what + " entries (max " + entriesMax + ")");
    }

    private static Optional<String> tooLong(String what, int max) {
        return Optional.of("Too long " + what + " entry (max " + max + ")");
    }

    private static boolean repeated(List<?> items) {
        return new HashSet<Object>(items).size() < items.size();
    }

    private static boolean longer(Iterable<String> texts, int max) {
        for (String text : texts) {
            if (text.length() > max) {
                return true;
            }
        }
        return false;
    }
}
