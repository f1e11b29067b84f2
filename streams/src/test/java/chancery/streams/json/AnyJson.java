package chancery.streams.json;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.util.List;
import java.util.Map;

/// JSON of every shape, made of words that readers know as well as of others.
public final class AnyJson {
    private static final int DEPTH = 4;
    private static final List<Json> VALUES =
            List.of(
                    Json.Null.NULL,
                    new Json.Bool(true),
                    new Json.Bool(false),
                    new Json.Int(0),
                    new Json.Int(1),
                    new Json.Int(-1),
                    new Json.Int(2_001),
                    new Json.Int(Integer.MAX_VALUE + 1L),
                    new Json.Int(Long.MAX_VALUE),
                    new Json.Int(Long.MIN_VALUE),
                    new Json.Real(0.5),
                    new Json.Real(-0.0),
                    new Json.Real(Double.MAX_VALUE),
                    new Json.Real(Double.MIN_VALUE),
                    new Json.Array(List.of()),
                    Json.Members.EMPTY);

    private AnyJson() {}

    /// Documents whose names and texts are often of these words, and whose leaves are often of
    /// these values.
    public static Arbitrary<Json> of(List<String> words, List<Json> leaves) {
        Arbitrary<String> text =
                Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, Arbitraries.of(words)),
                        net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(6)));
        Arbitrary<Json> here =
                Arbitraries.oneOf(
                        Arbitraries.of(VALUES), Arbitraries.of(leaves), text.map(Json.Text::new));
        for (int i = 0; i < DEPTH; i++) {
            here = deeper(text, here);
        }
        return here;
    }

    private static Arbitrary<Json> deeper(Arbitrary<String> names, Arbitrary<Json> inside) {
        Arbitrary<Json> list =
                inside.list().ofMaxSize(3).map(items -> new Json.Array(List.copyOf(items)));
        Arbitrary<Json> one =
                Combinators.combine(names, inside)
                        .as((name, value) -> new Json.Members(Map.of(name, value)));
        Arbitrary<Json> some = Arbitraries.maps(names, inside).ofMaxSize(4).map(Json.Members::new);
        return Arbitraries.oneOf(inside, list, one, some);
    }
}
