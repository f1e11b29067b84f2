package chancery.server.appview;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.record.Repositories;
import chancery.appview.script.ScriptOutcome;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.RecordKey;
import chancery.lua.Chunk;
import chancery.store.Cells;
import chancery.store.StoreLimits;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The hallmark: an upsert in a few lines of Lua, safe on a repository that lives here.
class ScriptedUpsertTest {
    private static final int CALLERS = 16;

    @TempDir private Path scratch;
    private RealScripts scripts;
    private Did alice;

    @BeforeEach
    void open() {
        scripts =
                new RealScripts(
                        new MemoryStore(StoreLimits.DEFAULT, new Cells(4), System::nanoTime),
                        scratch);
        alice = scripts.real.account("alice");
    }

    @Test
    @DisplayName("11.3 the two documented calls create and then change")
    void documentedCallsCreateAndThenChange() throws Exception {
        Chunk upsert = scripts.example("upsert-record");

        Json.Members fresh = scripts.answer(upsert, alice, "{\"status\":\"hello\"}");
        Json.Members first =
                scripts.answer(upsert, alice, "{\"rkey\":\"3abc123\",\"status\":\"a\"}");
        Json.Members created = stored("3abc123").value();
        Json.Members second =
                scripts.answer(upsert, alice, "{\"rkey\":\"3abc123\",\"status\":\"updated\"}");

        Json.Members updated = stored("3abc123").value();
        assertThat(fresh.text("uri").orElseThrow()).startsWith("at://" + alice + "/xyz.status");
        assertThat(second.text("uri")).isEqualTo(first.text("uri"));
        assertThat(second.text("cid")).contains(stored("3abc123").cid().toString());
        assertThat(updated.text("status")).contains("updated");
        assertThat(updated.text("createdAt")).isEqualTo(created.text("createdAt"));
        assertThat(updated.text("updatedAt")).isNotEqualTo(created.text("updatedAt"));
        assertThat(commits()).hasSize(4);
    }

    @Test
    void noUpsertOfManyCallersIsLost() throws Exception {
        countUp(25);
    }

    @Test
    @Tag("slow")
    void noUpsertOfManyCallersIsLostInALongRun() throws Exception {
        countUp(1_000);
    }

    private void countUp(int each) throws Exception {
        Chunk count = scripts.example("count-up");
        List<Callable<List<ScriptOutcome>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(() -> upserts(count, each));
        }

        List<ScriptOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<ScriptOutcome>> caller : threads.invokeAll(callers)) {
                outcomes.addAll(caller.get());
            }
        }

        assertThat(outcomes)
                .hasSize(CALLERS * each)
                .allMatch(outcome -> outcome instanceof ScriptOutcome.Answered);
        assertThat(stored("one").value().integer("count")).hasValue((long) CALLERS * each);
    }

    private List<ScriptOutcome> upserts(Chunk count, int times) {
        List<ScriptOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            outcomes.add(scripts.call(count, alice, "{\"rkey\":\"one\"}"));
        }
        return outcomes;
    }

    @Test
    void saveAllOfThreeIsOneEventWithThreeOperations() throws Exception {
        Chunk batch = scripts.example("batch-save");
        int before = commits().size();
        String item = "{\"status\":\"s\",\"createdAt\":\"2026-01-02T03:04:05Z\"}";

        Json.Members answer =
                scripts.answer(
                        batch, alice, "{\"items\":[" + item + "," + item + "," + item + "]}");

        List<Event.Commit> commits = commits();
        assertThat(answer.items("uris").orElseThrow()).doesNotHaveDuplicates().hasSize(3);
        assertThat(commits).hasSize(before + 1);
        assertThat(commits.getLast().ops()).hasSize(3);
    }

    @Test
    void saveAllWithABadRecordLeavesNothing() throws Exception {
        Chunk batch = scripts.example("batch-save");
        List<EventFrame> before = scripts.real.events();
        String good = "{\"status\":\"s\",\"createdAt\":\"2026-01-02T03:04:05Z\"}";
        String incomplete = "{\"status\":\"s\"}";
        String malformed = "{\"status\":\"s\",\"createdAt\":\"yesterday\"}";

        ScriptOutcome first = scripts.call(batch, alice, items(good, incomplete, good));
        ScriptOutcome second = scripts.call(batch, alice, items(good, malformed, good));

        assertThat(first.toString()).contains("missing required field 'createdAt'");
        assertThat(second.toString())
                .contains("PDS createRecord returned 400:", "Invalid xyz.statusphere.status");
        assertThat(scripts.real.events()).isEqualTo(before);
    }

    @Test
    void coroutineOfAScriptWritesInItsTurn() {
        Chunk script =
                scripts.compile(
                        """
                        function handle()
                          local uri = "at://" .. caller_did .. "/" .. collection .. "/one"
                          local step = coroutine.wrap(function()
                            local r = Record.load(uri)
                            r.count = r.count + 1
                            r:save()
                            return r.count
                          end)
                          return { count = step() }
                        end
                        """);
        scripts.answer(
                scripts.compile(
                        """
                        function handle()
                          Record(collection, {count = 0, createdAt = now()}):set_rkey("one"):save()
                          return {}
                        end
                        """),
                alice,
                "{}");

        Json.Members answer =
                scripts.real.repositories.inTurn(alice, () -> scripts.answer(script, alice, "{}"));

        assertThat(answer.integer("count")).hasValue(1);
    }

    private static String items(String... items) {
        return "{\"items\":[" + String.join(",", items) + "]}";
    }

    private Repositories.Stored stored(String key) {
        return scripts.real
                .repositories
                .load(alice, RealScripts.STATUS, new RecordKey(key))
                .orElseThrow();
    }

    private List<Event.Commit> commits() {
        List<Event.Commit> commits = new ArrayList<>();
        for (EventFrame frame : scripts.real.events()) {
            if (frame instanceof EventFrame.Sequenced(_, Event.Commit commit)) {
                commits.add(commit);
            }
        }
        return commits;
    }
}
