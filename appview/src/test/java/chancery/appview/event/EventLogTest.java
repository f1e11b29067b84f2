package chancery.appview.event;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent.Severity;
import chancery.appview.json.Json;
import chancery.appview.limit.AppViewLimits;
import chancery.store.memory.MemoryStore;
import chancery.web.Loops;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the event log keeps, finds and forgets.
final class EventLogTest {
    private static final AppViewLimits.EventLog LIMITS =
            new AppViewLimits.EventLog(8, 64, 20, 600, Duration.ofDays(30));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-05-19T10:11:12Z"));
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final EventLog log = open(LIMITS);

    private EventLog open(AppViewLimits.EventLog limits) {
        return new EventLog(store, limits, now::get);
    }

    private static AppEvent event(String type, String subject) {
        return AppEvent.info(type, subject, Json.Members.EMPTY);
    }

    private void add(String type, String subject) {
        log.add(event(type, subject));
        log.flush();
    }

    private static EventQuery page(String before, int limit) {
        return new EventQuery(
                Optional.empty(), List.of(), List.of(), Optional.empty(), before, limit);
    }

    private static List<String> subjects(EventLog.Page page) {
        return page.events().stream().map(logged -> logged.event().subject().orElse("")).toList();
    }

    @Test
    void showsTheNewestFirst() {
        add("lexicon.created", "a");
        add("lexicon.updated", "b");

        EventLog.Page page = log.find(EventQuery.newest(10));

        assertThat(subjects(page)).containsExactly("b", "a");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void skipsNothingAtThePageBordersOfOneMoment() {
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            add("record.created", "r" + i);
        }

        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            EventLog.Page page = log.find(page(next.get(), 4));
            seen.addAll(subjects(page));
            next = page.next();
        }

        assertThat(seen).hasSize(15).doesNotHaveDuplicates().startsWith("r14").endsWith("r0");
    }

    @Test
    void filtersByEveryPart() {
        log.add(event("lexicon.created", "com.example.A"));
        log.add(event("lexicons.other", "com.example.b"));
        log.add(event("script.error", "com.example.c").as(Severity.ERROR));
        log.flush();

        assertThat(subjects(log.find(query("lexicon.created", List.of(), List.of(), ""))))
                .containsExactly("com.example.A");
        assertThat(subjects(log.find(query("", List.of("lexicon"), List.of(), ""))))
                .containsExactly("com.example.A");
        assertThat(subjects(log.find(query("", List.of("lexicon", "script"), List.of(), ""))))
                .containsExactly("com.example.c", "com.example.A");
        assertThat(subjects(log.find(query("", List.of(), List.of("error", "warn"), ""))))
                .containsExactly("com.example.c");
        assertThat(subjects(log.find(query("", List.of(), List.of(), "EXAMPLE.a"))))
                .containsExactly("com.example.A");
    }

    private static EventQuery query(
            String type, List<String> categories, List<String> severities, String subject) {
        return new EventQuery(
                Optional.of(type).filter(text -> !text.isEmpty()),
                categories,
                severities,
                Optional.of(subject).filter(text -> !text.isEmpty()),
                "",
                10);
    }

    @Test
    void goesOnWhereALongSearchEnded() {
        EventLog wide = open(new AppViewLimits.EventLog(1_000, 64, 9_999, 600, LIMITS.retention()));
        wide.add(event("rare.one", "old"));
        for (int i = 0; i < 650; i++) {
            wide.add(event("record.created", "r" + i));
        }
        wide.flush();

        EventLog.Page first = wide.find(query("rare.one", List.of(), List.of(), ""));
        EventLog.Page second =
                wide.find(
                        new EventQuery(
                                Optional.of("rare.one"),
                                List.of(),
                                List.of(),
                                Optional.empty(),
                                first.next().orElseThrow(),
                                10));

        assertThat(first.events()).isEmpty();
        assertThat(subjects(second)).containsExactly("old");
    }

    @Test
    void dropsAndCountsWhatHasNoRoom() {
        for (int i = 0; i < 7; i++) {
            log.add(event("record.created", "r" + i));
        }
        long below = log.dropped();
        log.add(event("record.created", "edge"));
        long edge = log.dropped();
        log.add(event("record.created", "over"));
        long over = log.dropped();

        log.flush();
        log.flush();

        assertThat(List.of(below, edge, over)).containsExactly(0L, 0L, 1L);
        assertThat(log.find(EventQuery.newest(20)).events())
                .extracting(logged -> logged.event().type())
                .hasSize(9)
                .startsWith("event_log.dropped");
    }

    @Test
    void leavesOutDetailsThatAreTooLarge() {
        Json.Members fits = Json.Members.builder().put("a", "x".repeat(64 - 8)).build();
        Json.Members over = Json.Members.builder().put("a", "x".repeat(64 - 7)).build();
        log.add(AppEvent.info("a.b", "over", over));
        log.add(AppEvent.info("a.b", "fits", fits));
        log.flush();

        assertThat(log.find(EventQuery.newest(2)).events())
                .extracting(logged -> logged.event().detail())
                .containsExactly(fits, Json.Members.builder().put("omitted_bytes", 65).build());
    }

    @Test
    void forgetsWhatIsOlderThanItMayBe() {
        add("a.b", "old");
        now.updateAndGet(moment -> moment.plus(Duration.ofDays(1)));
        add("a.b", "edge");
        now.updateAndGet(moment -> moment.plus(Duration.ofDays(30)));

        long deleted = log.sweep();

        assertThat(deleted).isEqualTo(1);
        assertThat(subjects(log.find(EventQuery.newest(10)))).containsExactly("edge");
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int i = 0; i < LIMITS.countMax() + 1; i++) {
            add("a.b", "r" + i);
        }

        long first = log.sweep();
        long second = log.sweep();

        assertThat(first).isEqualTo(1);
        assertThat(second).isZero();
        assertThat(subjects(log.find(EventQuery.newest(100)))).hasSize(20).endsWith("r1");
    }

    @Test
    void givesNoIdTwiceWhenTheClockGoesBack() {
        add("a.b", "first");
        now.updateAndGet(moment -> moment.minus(Duration.ofHours(1)));
        EventLog again = open(LIMITS);
        again.add(event("a.b", "second"));
        again.flush();

        assertThat(subjects(again.find(EventQuery.newest(10)))).containsExactly("second", "first");
    }

    @Test
    void writesInALoopAndTheRestWhenItCloses() throws InterruptedException {
        try (Loops loops = new Loops((_, _) -> {})) {
            loops.start("event log", log::turn);
            log.add(event("a.b", "one"));
            while (log.find(EventQuery.newest(1)).events().isEmpty()) {
                Thread.sleep(5);
            }
        }
        log.add(event("a.b", "two"));
        log.close();

        assertThat(subjects(open(LIMITS).find(EventQuery.newest(10))))
                .containsExactly("two", "one");
    }
}
