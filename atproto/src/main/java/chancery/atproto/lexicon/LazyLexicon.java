package chancery.atproto.lexicon;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// A lexicon of a catalogue, made when it is first asked for.
final class LazyLexicon {
    private final Supplier<Lexicon> source;
    private volatile @Nullable Lexicon known;

    /// @param source may be asked more than once, and answers the same each time
    LazyLexicon(Supplier<Lexicon> source) {
        this.source = source;
    }

    static LazyLexicon of(Lexicon lexicon) {
        return new LazyLexicon(() -> lexicon);
    }

    Lexicon get() {
        Lexicon lexicon = known;
        if (lexicon == null) {
            lexicon = source.get();
            known = lexicon;
        }
        return lexicon;
    }
}
