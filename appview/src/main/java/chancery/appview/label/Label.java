package chancery.appview.label;

import chancery.appview.json.Json;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import java.util.Optional;

/// What a labeler says of a record or an account. There is one for each labeler, subject and value.
///
/// @param uri an AT URI, or a DID
/// @param effect whether it is given, or taken back
/// @param cts when, in the words of the labeler
/// @param exp from when on it does not count any more
public record Label(
        Did src, String uri, String val, Effect effect, Datetime cts, Optional<Datetime> exp) {
    /// What a label does.
    public enum Effect {
        GIVEN,
        TAKEN_BACK
    }

    /// @throws SyntaxException when subject or value cannot be those of a label
    public Label {
        if (uri.startsWith("did:")) {
            Did.parse(uri);
        } else {
            AtUri.parse(uri);
        }
        if (val.isEmpty() || val.codePoints().anyMatch(Character::isISOControl)) {
            throw new SyntaxException("Invalid label: val");
        }
    }

    /// Its name among all labels.
    String id() {
        return src.value() + " " + uri + " " + val;
    }

    /// The type of the record it is about; empty for an account.
    Optional<Nsid> collection() {
        return uri.startsWith("did:") ? Optional.empty() : AtUri.parse(uri).collection();
    }

    /// As scripts see it.
    Json.Members json() {
        return Json.Members.builder()
                .put("src", src.value())
                .put("uri", uri)
                .put("val", val)
                .put("neg", effect == Effect.TAKEN_BACK)
                .put("cts", cts.value())
                .put("exp", exp.map(Datetime::value))
                .build();
    }
}
