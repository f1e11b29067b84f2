package chancery.atproto.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundledLexiconsTest {
    private static final Catalog BUNDLED = Catalog.bundled();

    @Test
    void readsEveryBundledLexiconUnderItsOwnName() {
        assertThat(BUNDLED.ids())
                .extracting(id -> id.value().replace('.', '/') + ".json")
                .containsExactlyElementsOf(BundledLexicons.paths());
    }

    @Test
    void refersToNothingThatIsNotBundled() {
        assertThat(BUNDLED.unresolved()).isEmpty();
    }
}
