package chancery.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.store.embedded.EmbeddedOptions;
import chancery.store.embedded.EmbeddedStore;
import chancery.streams.limit.StreamsLimits;
import chancery.streams.name.ContainerId;
import chancery.streams.name.ProjectName;
import chancery.streams.name.RecordId;
import chancery.streams.name.SpaceId;
import chancery.streams.name.StreamId;
import chancery.streams.query.Filter;
import chancery.streams.record.Content;
import chancery.streams.record.RecordWrite;
import chancery.streams.sign.Signer;
import chancery.streams.stream.Stream;
import chancery.streams.stream.Template;
import chancery.streams.sync.News;
import chancery.streams.sync.StreamFeed;
import chancery.streams.sync.SyncCursor;
import chancery.streams.sync.SyncPage;
import chancery.streams.sync.SyncReader;
import chancery.streams.truth.StreamTruth;
import chancery.streams.value.Datum;
import chancery.streams.write.RecordWriter;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Records that were updated again and again on the embedded engine: who follows the stream from
/// its beginning reads each of them once, not their history.
final class FewReadsE2e {
    private static final int RECORDS = 1_000;
    private static final int BATCH = 500;
    private static final int STEP = 7;
    private static final int READS_MAX = 1_100;
    private static final ContainerId ALARM = new ContainerId(new SpaceId("plant"), "Alarm");
    private static final Template LIVE =
            Template.STANDARD.stream()
                    .filter(template -> template.name().equals("BasicLiveData"))
                    .findFirst()
                    .orElseThrow();

    @TempDir private Path folder;

    @Test
    void syncReadsFewEntriesAfterTwentyThousandUpdates() {
        readsFewEntriesAfter(20_000);
    }

    @Test
    @Tag("slow")
    void syncReadsFewEntriesAfterAMillionUpdates() {
        readsFewEntriesAfter(1_000_000);
    }

    private void readsFewEntriesAfter(int updates) {
        EmbeddedStore embedded =
                EmbeddedStore.open(
                        folder.resolve("data"),
                        EmbeddedOptions.DEFAULT,
                        System::nanoTime,
                        (line, cause) -> {
                            throw new AssertionError(line, cause);
                        });
        try (CountingStore store = new CountingStore(embedded)) {
            Stream stream =
                    new Stream(
                            new StreamId("live"),
                            LIVE.name(),
                            LIVE.settings(),
                            1,
                            Optional.empty());
            StreamTruth truth = new StreamTruth(store, new ProjectName("dev"), stream);
            int[] newest = written(truth, updates);

            long before = store.entries();
            long start = System.nanoTime();
            List<News> followed = followed(truth, 1_000);
            long millis = (System.nanoTime() - start) / 1_000_000;
            long read = store.entries() - before;
            System.out.printf("%,d updates: %,d entries read, %d ms%n", updates, read, millis);

            assertThat(read).isLessThanOrEqualTo(READS_MAX);
            assertThat(numbers(followed)).isEqualTo(newest);

            before = store.entries();
            followed(truth, 100);
            assertThat(store.entries() - before).as("in small pages").isLessThan(READS_MAX);
        }
    }

    /// Makes the records and updates them in mixed order; answers the newest number of each.
    private static int[] written(StreamTruth truth, int updates) {
        RecordWriter writer =
                new RecordWriter(InstantSource.system(), StreamsLimits.Writes.STANDARD);
        Random random = new Random(7);
        int[] newest = new int[RECORDS];
        int number = 0;
        while (number < RECORDS + updates) {
            int record = number < RECORDS ? number : random.nextInt(RECORDS);
            int step = number < RECORDS ? 1 : STEP;
            List<RecordWrite> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                number++;
                newest[record] = number;
                batch.add(write(record, number));
                record = (record + step) % RECORDS;
            }
            writer.upsert(truth, batch);
        }
        return newest;
    }

    private static RecordWrite write(int record, int number) {
        return new RecordWrite(
                new RecordId(ALARM.space(), "r" + record),
                new Content(
                        Map.of(
                                ALARM,
                                Map.of(
                                        "number",
                                        new Datum.Whole(number),
                                        "text",
                                        new Datum.Text("alarm " + number)))));
    }

    /// Everything from the beginning to the end, page by page.
    private static List<News> followed(StreamTruth truth, int limit) {
        SyncReader reader =
                new SyncReader(
                        new Signer(new byte[Signer.KEY_BYTES]),
                        StreamsLimits.Reads.STANDARD,
                        InstantSource.system(),
                        System::nanoTime);
        List<News> followed = new ArrayList<>();
        SyncCursor cursor =
                reader.begin(new StreamFeed(truth), Optional.empty(), Optional.of("9999d-ago"));
        while (true) {
            SyncPage page =
                    reader.page(new StreamFeed(truth), cursor, Filter.All.ALL, limit, _ -> 1);
            followed.addAll(page.changes());
            if (!page.more()) {
                return followed;
            }
            cursor =
                    reader.begin(new StreamFeed(truth), Optional.of(page.next()), Optional.empty());
        }
    }

    private static int[] numbers(List<News> changes) {
        int[] numbers = new int[RECORDS];
        for (News change : changes) {
            int record = Integer.parseInt(change.record().id().externalId().substring(1));
            assertThat(numbers[record]).as("seen before").isZero();
            Datum number = change.record().content().find(ALARM, "number").orElseThrow();
            numbers[record] = (int) ((Datum.Whole) number).value();
        }
        return numbers;
    }
}
