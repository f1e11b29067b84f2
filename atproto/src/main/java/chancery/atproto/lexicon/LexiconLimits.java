package chancery.atproto.lexicon;

/// How large lexicons, and what is said about them, may become.
///
/// @param documentBytesMax JSON bytes of one lexicon
/// @param defsMax definitions in one lexicon
/// @param propertiesMax properties of one object, members of one union or list
/// @param depthMax levels of schemas in schemas, and of values in values
/// @param issuesMax issues that one validation reports
/// @param lexiconsMax lexicons in one catalogue
public record LexiconLimits(
        int documentBytesMax,
        int defsMax,
        int propertiesMax,
        int depthMax,
        int issuesMax,
        int lexiconsMax) {
    public static final LexiconLimits STANDARD =
            new LexiconLimits(262_144, 1_000, 1_000, 32, 8, 20_000);
}
