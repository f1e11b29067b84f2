package chancery.atproto.syntax;

import chancery.atproto.Interop;

import org.junit.jupiter.api.Test;

/// The identifier grammars against the protocol's shared vectors.
class SyntaxInteropTest {
    @Test
    void readsIdentifiersOfAccountsAsTheVectorsSay() {
        Interop.accepts("syntax/did_syntax_valid.txt", Did::valid);
        Interop.refuses("syntax/did_syntax_invalid.txt", Did::valid);
        Interop.accepts("syntax/handle_syntax_valid.txt", Handle::valid);
        Interop.refuses("syntax/handle_syntax_invalid.txt", Handle::valid);
        Interop.accepts("syntax/atidentifier_syntax_valid.txt", AtIdentifier::valid);
        Interop.refuses("syntax/atidentifier_syntax_invalid.txt", AtIdentifier::valid);
    }

    @Test
    void readsNamesOfSchemasAndRecordsAsTheVectorsSay() {
        Interop.accepts("syntax/nsid_syntax_valid.txt", Nsid::valid);
        Interop.refuses("syntax/nsid_syntax_invalid.txt", Nsid::valid);
        Interop.accepts("syntax/recordkey_syntax_valid.txt", RecordKey::valid);
        Interop.refuses("syntax/recordkey_syntax_invalid.txt", RecordKey::valid);
        Interop.accepts("syntax/tid_syntax_valid.txt", Tid::valid);
        Interop.refuses("syntax/tid_syntax_invalid.txt", Tid::valid);
    }

    @Test
    void readsTextFormatsAsTheVectorsSay() {
        Interop.accepts("syntax/aturi_syntax_valid.txt", AtUri::valid);
        Interop.refuses("syntax/aturi_syntax_invalid.txt", AtUri::valid);
        Interop.accepts("syntax/cid_syntax_valid.txt", CidText::valid);
        Interop.refuses("syntax/cid_syntax_invalid.txt", CidText::valid);
        Interop.accepts("syntax/uri_syntax_valid.txt", UriText::valid);
        Interop.refuses("syntax/uri_syntax_invalid.txt", UriText::valid);
    }

    @Test
    void readsDatetimesAndLanguagesAsTheVectorsSay() {
        Interop.accepts("syntax/datetime_syntax_valid.txt", Datetime::valid);
        Interop.refuses("syntax/datetime_syntax_invalid.txt", Datetime::valid);
        Interop.refuses("syntax/datetime_parse_invalid.txt", Datetime::valid);
        Interop.accepts("syntax/language_syntax_valid.txt", Language::valid);
        Interop.refuses("syntax/language_syntax_invalid.txt", Language::valid);
        Interop.refuses("syntax/language_parse_invalid.txt", Language::valid);
    }
}
