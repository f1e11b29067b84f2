package chancery.atproto.lexicon;

import static chancery.atproto.lexicon.GivenLexicons.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.SyntaxException;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class CatalogTest {
    private static final Nsid ID = new Nsid("a.b.c");
    private static final Lexicon FIRST =
            lexicon(ID.value(), "{'main':{'type':'token'},'x':{'type':'integer'}}");
    private static final Lexicon SECOND =
            lexicon(
                    "d.e.f",
                    """
                    {'main':{'type':'record','key':'tid','record':{'type':'object','properties':{
                       'p':{'type':'ref','ref':'a.b.c#x'},'q':{'type':'ref','ref':'a.b.c#y'}}}}}
                    """);

    @Test
    void findsLexiconsAndResolvesReferences() {
        Catalog catalog = Catalog.EMPTY.with(FIRST);

        assertThat(catalog.find(ID)).contains(FIRST);
        assertThat(catalog.main(ID)).contains(new Schema.Token("a.b.c"));
        assertThat(catalog.resolve("a.b.c")).contains(new Schema.Token("a.b.c"));
        assertThat(catalog.resolve("a.b.c#main")).isEqualTo(catalog.resolve("a.b.c"));
        assertThat(catalog.resolve("a.b.c#x").orElseThrow()).isInstanceOf(Schema.Int.class);
        assertThat(catalog.resolve("a.b.c#y")).isEmpty();
        assertThat(catalog.find(new Nsid("x.y.z"))).isEmpty();
    }

    @Test
    void neverChanges() {
        Catalog before = Catalog.EMPTY.with(FIRST);

        Catalog more = before.with(SECOND);
        Catalog less = more.without(ID);

        assertThat(before.ids()).containsExactly(ID);
        assertThat(more.ids()).containsExactly(ID, new Nsid("d.e.f"));
        assertThat(less.ids()).containsExactly(new Nsid("d.e.f"));
        assertThat(less.without(ID)).isSameAs(less);
    }

    @Test
    void replacesALexiconOfTheSameName() {
        Lexicon other = lexicon(ID.value(), "{'main':{'type':'boolean'}}");

        Catalog catalog = Catalog.EMPTY.with(FIRST).with(other);

        assertThat(catalog.find(ID)).contains(other);
        assertThat(catalog.resolve("a.b.c#x")).isEmpty();
    }

    @Test
    void listsReferencesThatLeadNowhere() {
        Catalog catalog = Catalog.EMPTY.with(List.of(FIRST, SECOND));

        assertThat(catalog.unresolved()).isEqualTo(Map.of("a.b.c#y", Set.of(new Nsid("d.e.f"))));
    }

    @Test
    void holdsAsManyLexiconsAsTheLimitSays() {
        Catalog catalog = Catalog.empty(new LexiconLimits(1_000, 3, 3, 8, 8, 2)).with(FIRST);

        Catalog full = catalog.with(SECOND);

        assertThat(full.with(FIRST).ids()).hasSize(2);
        assertThatThrownBy(() -> full.with(lexicon("g.h.i", "{}")))
                .isInstanceOf(SyntaxException.class)
                .hasMessage("Invalid lexicon: Expected at most 2 lexicons");
    }
}
