package chancery.atproto.lexicon;

import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.CidText;
import chancery.atproto.syntax.Datetime;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.atproto.syntax.Language;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.Tid;
import chancery.atproto.syntax.UriText;

import java.util.Optional;

/// What a text is said to be. The grammars are those of `syntax`.
public enum Format {
    AT_IDENTIFIER("at-identifier", "AT identifier"),
    AT_URI("at-uri", "at-uri"),
    CID("cid", "CID string"),
    DATETIME("datetime", "datetime"),
    DID("did", "DID"),
    HANDLE("handle", "handle"),
    LANGUAGE("language", "language"),
    NSID("nsid", "NSID"),
    RECORD_KEY("record-key", "record key"),
    TID("tid", "TID string"),
    URI("uri", "uri");

    private final String name;
    private final String label;

    Format(String name, String label) {
        this.name = name;
        this.label = label;
    }

    /// The format of this name in lexicons.
    public static Optional<Format> find(String name) {
        for (Format format : values()) {
            if (format.name.equals(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// What messages call it.
    public String label() {
        return label;
    }

    /// Whether this text has the format.
    public boolean matches(String text, Strictness strictness) {
        return switch (strictness) {
            case STRICT -> strictly(text);
            case LENIENT -> loosely(text);
        };
    }

    private boolean strictly(String text) {
        return switch (this) {
            case AT_IDENTIFIER -> AtIdentifier.valid(text);
            case AT_URI -> AtUri.valid(text);
            case CID -> CidText.canonical(text);
            case DATETIME -> Datetime.valid(text);
            case DID -> Did.valid(text);
            case HANDLE -> Handle.valid(text);
            case LANGUAGE -> Language.valid(text);
            case NSID -> Nsid.valid(text);
            case RECORD_KEY -> RecordKey.valid(text);
            case TID -> Tid.valid(text);
            case URI -> UriText.valid(text);
        };
    }

    private boolean loosely(String text) {
        return switch (this) {
            case AT_URI -> LooseText.atUri(text);
            case CID -> CidText.valid(text);
            case DATETIME -> LooseText.datetime(text);
            case LANGUAGE -> LooseText.language(text);
            case AT_IDENTIFIER, DID, HANDLE, NSID, RECORD_KEY, TID, URI -> strictly(text);
        };
    }
}
