package chancery.appview.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.data.Value;
import chancery.store.memory.MemoryStore;
import chancery.web.Fanout;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/// Rows of one kind in a store.
final class ShelfTest {
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Shelf<String> words = shelf("word");

    private Shelf<String> shelf(String name) {
        return new Shelf<>(
                Place.registry(store),
                name,
                new Codec<>() {
                    @Override
                    public Value.Map encode(String row) {
                        return Value.Map.builder().put("text", row).build();
                    }

                    @Override
                    public String decode(Value.Map kept) {
                        return Kept.text(kept, "text");
                    }
                });
    }

    @Test
    void findsWhatWasPut() {
        words.put("a", "one");
        words.put("a", "two");

        assertThat(words.find("a")).contains("two");
        assertThat(words.find("b")).isEmpty();
    }

    @Test
    void addsOnlyWhereNothingIs() {
        assertThat(words.add("a", "one")).isTrue();
        assertThat(words.add("a", "two")).isFalse();
        assertThat(words.find("a")).contains("one");
    }

    @Test
    void keepsShelvesApart() {
        Shelf<String> others = shelf("word-too");
        words.put("a", "one");
        others.put("b", "two");

        assertThat(words.all()).containsExactly("one");
        assertThat(others.all()).containsExactly("two");
    }

    @Test
    void pagesBothWays() {
        List.of("c", "a", "b", "d").forEach(id -> words.put(id, id));

        assertThat(words.page("", 2)).extracting(Shelf.Entry::id).containsExactly("a", "b");
        assertThat(words.page("b", 9)).extracting(Shelf.Entry::id).containsExactly("c", "d");
        assertThat(words.last("", 3)).extracting(Shelf.Entry::id).containsExactly("d", "c", "b");
        assertThat(words.last("b", 3)).extracting(Shelf.Entry::id).containsExactly("a");
    }

    @Test
    void removesOnce() {
        words.put("a", "one");

        assertThat(words.remove("a")).isTrue();
        assertThat(words.remove("a")).isFalse();
        assertThat(words.all()).isEmpty();
    }

    @Test
    void losesNoChangeOfManyAtOnce() {
        words.put("a", "");
        List<Callable<Boolean>> tasks =
                IntStream.range(0, 200)
                        .<Callable<Boolean>>mapToObj(
                                _ -> () -> words.update("a", text -> text + "x").isPresent())
                        .toList();

        Fanout.all(tasks, Duration.ofMinutes(2));

        assertThat(words.find("a")).contains("x".repeat(200));
        assertThat(words.update("b", text -> text)).isEmpty();
    }

    @Test
    void refusesNamesWithASlash() {
        assertThatThrownBy(() -> shelf("a/b")).isInstanceOf(IllegalArgumentException.class);
    }
}
