package chancery.atproto.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

class LazyLexiconTest {
    private static final Lexicon LEXICON =
            GivenLexicons.lexicon("a.b.c", "{'main':{'type':'token'}}");

    private final AtomicInteger asked = new AtomicInteger();
    private final LazyLexicon lazy =
            new LazyLexicon(
                    () -> {
                        asked.incrementAndGet();
                        return LEXICON;
                    });

    @Test
    void asksNothingBeforeItIsAsked() {
        assertThat(asked).hasValue(0);
    }

    @Test
    void keepsWhatItWasAnswered() {
        Lexicon first = lazy.get();
        Lexicon second = lazy.get();

        assertThat(first).isSameAs(LEXICON);
        assertThat(second).isSameAs(LEXICON);
        assertThat(asked).hasValue(1);
    }
}
