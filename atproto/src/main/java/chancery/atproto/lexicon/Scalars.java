package chancery.atproto.lexicon;

import chancery.atproto.data.Value;

import java.util.List;
import java.util.Optional;

/// What is wrong with a value that has no parts; empty when nothing is.
final class Scalars {
    private static final long SAFE_MAX = (1L << 53) - 1;

    private Scalars() {}

    static Optional<String> bool(Schema.Bool schema, Value value) {
        if (!(value instanceof Value.Bool(var flag))) {
            return schema.constant().isPresent()
                    ? Optional.of(Messages.wrongValue(List.of(schema.constant().get()), value))
                    : Optional.of(Messages.wrongType("boolean", value));
        }
        if (schema.constant().isPresent() && schema.constant().get() != flag) {
            return Optional.of(Messages.wrongValue(List.of(schema.constant().get()), value));
        }
        return Optional.empty();
    }

    static Optional<String> integer(Schema.Int schema, Value value) {
        if (!schema.allowed().isEmpty()) {
            return value instanceof Value.Int(var number) && schema.allowed().contains(number)
                    ? Optional.empty()
                    : Optional.of(Messages.wrongValue(schema.allowed(), value));
        }
        if (!(value instanceof Value.Int(var number)) || number > SAFE_MAX || number < -SAFE_MAX) {
            return Optional.of(Messages.wrongType("integer", value));
        }
        return within("integer", schema.range(), number);
    }

    static Optional<String> text(Schema.Text schema, Value value, Strictness strictness) {
        if (!schema.allowed().isEmpty()) {
            return value instanceof Value.Text(var text) && schema.allowed().contains(text)
                    ? Optional.empty()
                    : Optional.of(Messages.wrongText(schema.allowed(), Messages.render(value)));
        }
        if (!(value instanceof Value.Text(var text))) {
            return Optional.of(Messages.wrongType("string", value));
        }
        Optional<String> length = length(schema, text);
        if (length.isPresent() || schema.format().isEmpty()) {
            return length;
        }
        Format format = schema.format().get();
        return format.matches(text, strictness)
                ? Optional.empty()
                : Optional.of(Messages.wrongFormat(format, text));
    }

    /// Counts only what the number of UTF-16 units leaves open: a unit is 1 to 3 bytes, and a
    /// cluster is at least one unit.
    private static Optional<String> length(Schema.Text schema, String text) {
        Schema.Range bytes = schema.bytes();
        int units = text.length();
        if (units < bytes.min() || units * 3L > bytes.max()) {
            Optional<String> problem = within("string", bytes, TextLength.utf8(text));
            if (problem.isPresent()) {
                return problem;
            }
        }
        Schema.Range graphemes = schema.graphemes();
        if (graphemes.min() > 0 || units > graphemes.max()) {
            return within("grapheme", graphemes, TextLength.graphemes(text));
        }
        return Optional.empty();
    }

    static Optional<String> bytes(Schema.Bytes schema, Value value) {
        return value instanceof Value.Bytes bytes
                ? within("bytes", schema.length(), bytes.size())
                : Optional.of(Messages.wrongType("bytes", value));
    }

    static Optional<String> token(Schema.Token schema, Value value) {
        if (!(value instanceof Value.Text(var text))) {
            return Optional.of(Messages.wrongType("token", value));
        }
        return text.equals(schema.name())
                ? Optional.empty()
                : Optional.of(Messages.wrongText(List.of(schema.name()), Messages.render(value)));
    }

    /// Any map that does not stand for something else.
    static Optional<String> unknown(Value value) {
        return value instanceof Value.Map map && !Blobs.typed(map)
                ? Optional.empty()
                : Optional.of(Messages.wrongType("object", value));
    }

    static Optional<String> within(String what, Schema.Range range, long number) {
        return number < range.min() || number > range.max()
                ? Optional.of(Messages.outside(what, range, number))
                : Optional.empty();
    }
}
