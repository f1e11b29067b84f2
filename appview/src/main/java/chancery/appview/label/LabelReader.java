package chancery.appview.label;

import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.SyntaxException;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads labels of one labeler, and believes none that are another's.
final class LabelReader {
    private final Did labeler;
    private final AppViewLimits.Labelers limits;

    LabelReader(Did labeler, AppViewLimits.Labelers limits) {
        this.labeler = labeler;
        this.limits = limits;
    }

    /// Whether the key signed this label. A label is signed without its signature.
    static boolean signed(Value.Map label, PublicKey key) {
        return label.find("sig").orElse(Value.Null.NULL) instanceof Value.Bytes sig
                && key.verify(DagCbor.encode(label.without("sig")), sig.toArray());
    }

    /// The label in this map.
    ///
    /// @throws SyntaxException when it is malformed, too large, or of another labeler
    Label read(Value.Map label) {
        boolean negated = label.find("neg").map(flag -> flag.equals(Value.Bool.TRUE)).orElse(false);
        return label(
                Did.parse(required(label.text("src"), "src")),
                label.text("uri"),
                label.text("val"),
                negated,
                new Times(label.text("cts"), label.text("exp")));
    }

    /// The label that a script made of one.
    ///
    /// @throws SyntaxException when it is none any more
    Label read(Json.Members label) {
        return label(
                Did.parse(required(label.text("src"), "src")),
                label.text("uri"),
                label.text("val"),
                label.flag("neg").orElse(false),
                new Times(label.text("cts"), label.text("exp")));
    }

    private record Times(Optional<String> cts, Optional<String> exp) {}

    private Label label(
            Did src, Optional<String> uri, Optional<String> val, boolean negated, Times times) {
        if (!src.equals(labeler)) {
            throw new SyntaxException("Invalid label: of another labeler");
        }
        return new Label(
                src,
                bounded(required(uri, "uri"), limits.uriBytesMax(), "uri"),
                bounded(required(val, "val"), limits.valueBytesMax(), "val"),
                negated ? Label.Effect.TAKEN_BACK : Label.Effect.GIVEN,
                Datetime.parse(required(times.cts, "cts")),
                times.exp.map(Datetime::parse));
    }

    private static String required(Optional<String> member, String name) {
        return member.orElseThrow(() -> new SyntaxException("Invalid label: lacks " + name));
    }

    private static String bounded(String text, int bytesMax, String name) {
        if (text.getBytes(StandardCharsets.UTF_8).length > bytesMax) {
            throw new SyntaxException("Invalid label: at most " + bytesMax + " bytes of " + name);
        }
        return text;
    }
}
