package chancery.lua.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Whatever is run, a script ends, is refused, fails in Lua's way, or breaks a budget.
class VmPropertiesTest {
    private static final List<byte[]> SCRIPTS =
            Attack.of("scripts.lua").stream()
                    .map(attack -> attack.source().getBytes(StandardCharsets.UTF_8))
                    .toList();
    private static final String WORDS =
            "and break do else elseif end false for function goto if in local nil not or repeat"
                    + " return then true until while + - * / // % ^ # & | ~ << >> .. == ~= < <= >"
                    + " >= = ( ) { } [ ] :: ; : , . ... a b c 0 1 2.5 1e9 'x' [[y]] _ENV self"
                    + " <const> <close> pcall setmetatable error print string.rep table.unpack"
                    + " coroutine.wrap coroutine.yield select tostring ipairs __index __call"
                    + " ('x') a.b a() {} (a) a[1] f(...)";

    @Property(tries = 1500)
    void anyBytes(@ForAll @Size(max = 80) byte[] bytes) {
        assertThat(Contained.run(bytes)).isTrue();
    }

    @Property(tries = 3000)
    void anyWords(@ForAll("words") List<String> words) {
        byte[] source = String.join(" ", words).getBytes(StandardCharsets.UTF_8);

        assertThat(Contained.run(source)).isTrue();
    }

    @Property(tries = 1500)
    void hostileScriptsIntoEachOther(
            @ForAll @IntRange(max = 10_000) int one,
            @ForAll @IntRange(max = 10_000) int other,
            @ForAll @IntRange(max = 10_000) int cut,
            @ForAll @Size(max = 3) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(max = 3) byte[] bytes) {
        byte[] head = SCRIPTS.get(one % SCRIPTS.size());
        byte[] tail = SCRIPTS.get(other % SCRIPTS.size());

        assertThat(Contained.run(changed(spliced(head, tail, cut), places, bytes))).isTrue();
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(WORDS.split(" ", -1)).list().ofMaxSize(40);
    }

    /// The beginning of one script up to a line, and then all of another.
    private static byte[] spliced(byte[] head, byte[] tail, int cut) {
        int end = cut % (head.length + 1);
        byte[] source = Arrays.copyOf(head, end + 1 + tail.length);
        source[end] = '\n';
        System.arraycopy(tail, 0, source, end + 1, tail.length);
        return source;
    }

    private static byte[] changed(byte[] source, List<Integer> places, byte[] bytes) {
        for (int i = 0; i < Math.min(places.size(), bytes.length); i++) {
            source[places.get(i) % source.length] = bytes[i];
        }
        return source;
    }
}
