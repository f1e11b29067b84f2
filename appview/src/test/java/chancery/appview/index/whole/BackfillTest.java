package chancery.appview.index.whole;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.event.AppEvent;
import chancery.appview.index.backfill.BackfillJob;
import chancery.appview.index.backfill.BackfillJob.Status;
import chancery.appview.index.backfill.BackfillJob.Target;
import chancery.appview.json.Json;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

final class BackfillTest {
    private static final Did ALICE = Did.parse("did:plc:aaaaaaaaaaaaaaaaaaaaaaaa");
    private static final Did WITHOUT_NOTES = Did.parse("did:plc:dddddddddddddddddddddddd");
    private static final String BOB = "at://did:plc:bbbbbbbbbbbbbbbbbbbbbbbb/com.example.note/";
    private static final String CAROL = "at://did:plc:cccccccccccccccccccccccc/com.example.note/";

    private WholeKit kit = new WholeKit();

    @AfterEach
    void stop() {
        kit.close();
        assertThat(kit.broken).hasNullValue();
    }

    private void others() {
        for (int i = 0; i < 5; i++) {
            kit.network.records.put(BOB + i, "{\"n\":" + i + "}");
        }
        kit.network.records.put(CAROL + "1", "{}");
    }

    private Json.Members done(String id) throws InterruptedException {
        WholeKit.until(() -> !job(id).text("status").equals(Optional.of("running")));
        return job(id);
    }

    private Json.Members job(String id) {
        Json.Array jobs = (Json.Array) kit.ask("GET", "/backfill/status", "").json();
        return jobs.items().stream()
                .map(Json.Members.class::cast)
                .filter(job -> job.text("id").equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("#35, #36 a backfill answers 201 running, and ends with what the hosts have")
    void readsWhatTheRelayKnowsAndWhatIsHere() throws Exception {
        others();
        kit.host.put(ALICE, "com.example.note/1", "{\"here\":true}");
        kit.host.put(WITHOUT_NOTES, "com.example.other/1", "{}");
        kit.started();

        WholeKit.Asked asked =
                kit.ask("POST", "/backfill", "{\"collection\":\"com.example.note\"}");
        Json.Members job = done(asked.text("id"));

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.text("status")).isEqualTo("running");
        assertThat(job.text("status")).hasValue("completed");
        assertThat(job.text("stage")).hasValue("completed");
        assertThat(job.integer("total_repos")).hasValue(3);
        assertThat(job.integer("processed_repos")).hasValue(3);
        assertThat(job.integer("total_records")).hasValue(7);
        assertThat(job.find("error")).contains(Json.Null.NULL);
        assertThat(kit.shown()).as("seen at once").hasSize(7);
        assertThat(kit.shown()).containsEntry(BOB + "4", "{\"n\":4}");
        WholeKit.until(() -> types().contains("backfill.completed"));
        assertThat(types()).contains("backfill.started");
    }

    @Test
    void changesNothingTheSecondTimeAndTakesOutWhatIsGone() throws Exception {
        others();
        kit.started();
        done(kit.ask("POST", "/backfill", "{}").text("id"));
        WholeKit.until(() -> kit.shown().size() == 6);
        long created = created();

        done(kit.ask("POST", "/backfill", "{}").text("id"));
        assertThat(created()).isEqualTo(created);
        kit.network.records.remove(BOB + "2");
        kit.network.records.put(BOB + "3", "{\"n\":33}");
        done(kit.ask("POST", "/backfill", "{}").text("id"));

        assertThat(kit.shown()).as("seen at once").hasSize(5);
        assertThat(kit.shown()).doesNotContainKey(BOB + "2").containsEntry(BOB + "3", "{\"n\":33}");
    }

    private List<String> types() {
        return kit.events.stream().map(AppEvent::type).toList();
    }

    private long created() {
        return kit.events.stream().filter(event -> event.type().equals("record.created")).count();
    }

    @Test
    void readsOneRepositoryWhenItIsNamed() throws Exception {
        others();
        kit.started();

        String did = CAROL.split("/", -1)[2];
        String id = kit.ask("POST", "/backfill", "{\"did\":\"" + did + "\"}").text("id");

        assertThat(done(id).integer("total_records")).hasValue(1);
        WholeKit.until(() -> kit.shown().equals(Map.of(CAROL + "1", "{}")));
    }

    @Test
    void failsForATypeThatIsNotRegistered() throws Exception {
        kit.started();

        String id = kit.ask("POST", "/backfill", "{\"collection\":\"com.example.no\"}").text("id");
        Json.Members job = done(id);

        assertThat(job.text("status")).hasValue("failed");
        assertThat(job.text("error"))
                .hasValue("no record-type lexicon registered for collection 'com.example.no'");
    }

    @Test
    void waitsWhenAHostHasHadEnough() throws Exception {
        others();
        kit.started();
        for (int i = 0; i < 3; i++) {
            kit.network.first.add(TestNetwork.answer(429, Map.of("retry-after", "0"), "{}"));
        }

        String id = kit.ask("POST", "/backfill", "{}").text("id");

        assertThat(done(id).integer("total_records")).hasValue(6);
    }

    @Test
    void readsOneHostWhileAnotherKeepsItWaiting() throws Exception {
        others();
        kit.network.hosts.put("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb", "https://slow.example.com");
        CountDownLatch other = new CountDownLatch(1);
        kit.network.seen =
                request -> {
                    String host = request.uri().getHost();
                    if (host.equals("slow.example.com")) {
                        await(other);
                    } else if (host.equals("pds.example.com")) {
                        other.countDown();
                    }
                };
        kit.started();

        String id = kit.ask("POST", "/backfill", "{}").text("id");

        assertThat(done(id).integer("total_records")).hasValue(6);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new FetchException("interrupted", e);
        }
    }

    @Test
    void showsHowFarItIs() throws Exception {
        others();
        CountDownLatch looked = new CountDownLatch(1);
        kit.network.seen =
                request -> {
                    if (request.uri().getPath().endsWith("listRecords")) {
                        await(looked);
                    }
                };
        kit.started();

        String id = kit.ask("POST", "/backfill", "{}").text("id");
        WholeKit.until(() -> job(id).text("stage").equals(Optional.of("fetching_records")));
        Json.Members under = job(id);
        looked.countDown();

        assertThat(under.integer("total_repos")).hasValue(2);
        assertThat(under.integer("processed_repos")).hasValue(0);
        assertThat(done(id).integer("processed_repos")).hasValue(2);
        assertThat(job(id).text("stage")).contains("completed");
    }

    @Test
    @DisplayName("#39, #40 what has ended cannot be cancelled; what is unknown is not found")
    void refusesToCancelWhatDoesNotRun() throws Exception {
        kit.started();
        String id = kit.ask("POST", "/backfill", "{}").text("id");
        done(id);

        WholeKit.Asked ended = kit.ask("POST", "/backfill/" + id + "/cancel", "");
        WholeKit.Asked unknown = kit.ask("POST", "/backfill/nobody/cancel", "");

        assertThat(ended.status()).isEqualTo(400);
        assertThat(ended.text("error")).isEqualTo("job is not running (status: completed)");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("error")).isEqualTo("backfill job not found");
    }

    @Test
    @DisplayName("#37, #38 a running job is cancelled, twice if somebody likes")
    void cancelsAJob() throws Exception {
        BackfillJob job = kit.index.backfills().create(any(), Optional.empty());

        WholeKit.Asked first = kit.ask("POST", "/backfill/" + job.id() + "/cancel", "");
        WholeKit.Asked second = kit.ask("POST", "/backfill/" + job.id() + "/cancel", "");
        kit.started();
        WholeKit.until(() -> job(job.id()).text("status").equals(Optional.of("cancelled")));

        assertThat(List.of(first.status(), second.status())).containsOnly(200);
        assertThat(first.text("status")).isEqualTo("cancelling");
        assertThat(second.text("status")).isEqualTo("cancelling");
        assertThat(job(job.id()).text("error")).hasValue("cancelled by user");
    }

    private static Target any() {
        return new Target(Optional.empty(), Optional.empty());
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        others();
        BackfillJob job = kit.index.backfills().create(any(), Optional.empty());
        WholeKit before = kit;

        kit = new WholeKit(before.host, before.store);
        kit.network.records.putAll(before.network.records);
        kit.started();
        WholeKit.until(() -> kit.shown().size() == 6);
        WholeKit.until(
                () ->
                        kit.index.backfills().find(job.id()).orElseThrow().status()
                                == Status.COMPLETED);

        BackfillJob after = kit.index.backfills().find(job.id()).orElseThrow();
        assertThat(after.times().completed().orElse(Instant.MIN)).isAfter(after.times().created());
        before.close();
    }

    @Test
    void indexesWhatIsHereWhenATypeIsRegistered() throws Exception {
        kit.host.put(ALICE, "com.example.other/1", "{\"n\":1}");
        kit.host.putSilently(ALICE, "com.example.note/1", "{\"n\":2}");
        kit.started();
        WholeKit.until(() -> kit.shown().size() == 1);

        kit.register("com.example.other");

        WholeKit.until(
                () ->
                        kit.shown()
                                .equals(
                                        Map.of(
                                                "at://" + ALICE + "/com.example.note/1",
                                                "{\"n\":2}",
                                                "at://" + ALICE + "/com.example.other/1",
                                                "{\"n\":1}")));
    }

    @Test
    void triesAgainWhenWhatIsHereCannotBeReadForAMoment() throws Exception {
        kit.host.putSilently(ALICE, "com.example.note/1", "{\"n\":2}");
        kit.host.busy(2);

        kit.started();

        WholeKit.until(() -> kit.shown().size() == 1);
    }

    @Test
    void readsARepositoryAgainWhenItsLogCannotExplainIt() throws Exception {
        kit.host.put(ALICE, "com.example.note/1", "{\"n\":1}");
        kit.started();
        WholeKit.until(() -> kit.shown().size() == 1);

        kit.host.putSilently(ALICE, "com.example.note/2", "{\"n\":2}");
        kit.host.resync(ALICE);

        WholeKit.until(() -> kit.shown().size() == 2);
    }
}
