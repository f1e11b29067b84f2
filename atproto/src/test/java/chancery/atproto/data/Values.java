package chancery.atproto.data;

import chancery.atproto.syntax.Cid;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

import java.util.List;

/// Values of the data model for properties: every kind, Unicode of every plane, up to three levels.
public final class Values extends DomainContextBase {
    private static final int LEVELS = 3;
    private static final long INTEGER_MAX = (1L << 53) - 1;

    @Provide
    Arbitrary<Value> values() {
        return values(LEVELS);
    }

    @Provide
    Arbitrary<Value.Map> maps() {
        return maps(LEVELS);
    }

    private static Arbitrary<Value> values(int levels) {
        if (levels == 0) {
            return scalars();
        }
        return Arbitraries.oneOf(
                scalars(),
                values(levels - 1).list().ofMaxSize(4).map(Value.Array::new),
                maps(levels).map(map -> map));
    }

    private static Arbitrary<Value.Map> maps(int levels) {
        return Combinators.combine(text(12), values(levels - 1))
                .as(Entry::new)
                .list()
                .ofMaxSize(6)
                .map(Values::map);
    }

    /// A letter in front keeps the keys from being reserved ones.
    private static Value.Map map(List<Entry> entries) {
        Value.Map.Builder map = Value.Map.builder();
        entries.forEach(entry -> map.put("k" + entry.key, entry.value));
        return map.build();
    }

    private static Arbitrary<Value> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.just(Value.Null.NULL),
                Arbitraries.of(true, false).map(Value.Bool::new),
                Arbitraries.longs().between(-INTEGER_MAX, INTEGER_MAX).map(Value.Int::new),
                text(40).map(Value.Text::new),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(Value.Bytes::of),
                Arbitraries.bytes()
                        .array(byte[].class)
                        .ofMaxSize(4)
                        .map(bytes -> new Value.Link(Cid.ofDagCbor(bytes))));
    }

    /// Text without lone surrogates.
    private static Arbitrary<String> text(int length) {
        Arbitrary<String> plain = Arbitraries.strings().ascii().ofMaxLength(length);
        Arbitrary<String> any =
                Arbitraries.integers()
                        .between(0, 0x10ffff)
                        .filter(point -> point < 0xd800 || point > 0xdfff)
                        .list()
                        .ofMaxSize(length)
                        .map(
                                points -> {
                                    StringBuilder text = new StringBuilder();
                                    points.forEach(text::appendCodePoint);
                                    return text.toString();
                                });
        return Arbitraries.oneOf(plain, any);
    }

    private record Entry(String key, Value value) {}
}
