package chancery.appview.script.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.index.Change;
import chancery.appview.index.Hooks.HookException;
import chancery.appview.index.Hooks.Verdict;
import chancery.appview.json.JsonText;
import chancery.appview.registry.Action;
import chancery.appview.registry.LexiconEntry.Options;
import chancery.appview.registry.LexiconEntry.Origin;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Trigger;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptKit;
import chancery.atproto.lexicon.Catalog;
import chancery.atproto.sync.AccountStatus;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Nsid;
import chancery.atproto.syntax.RecordKey;
import chancery.atproto.syntax.RecordPath;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

final class HookRunnerTest {
    private static final RecordPath PATH =
            new RecordPath(Nsid.parse("com.example.note"), RecordKey.parse("1"));
    private static final Did ALICE = Did.parse("did:plc:alice");
    private static final Change PUT =
            new Change.Put(
                    ALICE,
                    PATH,
                    JsonText.parseObject("{\"text\":\"hi\"}"),
                    Optional.empty(),
                    Optional.empty(),
                    Instant.EPOCH);
    private static final Change DELETE =
            new Change.Delete(ALICE, PATH, Optional.empty(), Instant.EPOCH);

    private final Registry registry =
            new Registry(
                    new MemoryStore(System::nanoTime),
                    Catalog.EMPTY,
                    new ScriptCompiler(),
                    Clock.systemUTC());
    private final HookRunner hooks = new HookRunner(registry, ScriptKit.with().engine());

    private void script(String trigger, String body) {
        registry.put(
                Trigger.parse(trigger), "function handle() " + body + " end", Optional.empty());
    }

    private void indexHook(String body) {
        registry.put(
                JsonText.parseObject(
                        """
                        {"lexicon":1,"id":"com.example.note","defs":{"main":{"type":"record",
                         "key":"tid","record":{"type":"object","properties":{}}}}}
                        """),
                new Options(
                        Optional.empty(),
                        Action.UPSERT,
                        Optional.empty(),
                        Optional.of("function handle() " + body + " end"),
                        OptionalLong.empty(),
                        true),
                Origin.MANUAL);
    }

    @Test
    void asksOnlyWhereThereIsAScript() throws HookException {
        assertThat(hooks.asks(PUT)).isFalse();
        assertThat(hooks.asks(DELETE)).isFalse();
        assertThat(hooks.ask(PUT, "create")).isEqualTo(new Verdict.Proceed());

        script("record.update:com.example.note", "return nil");

        assertThat(hooks.asks(PUT)).isTrue();
        assertThat(hooks.asks(DELETE)).isFalse();
        assertThat(hooks.ask(PUT, "create")).isEqualTo(new Verdict.Proceed());
        assertThat(hooks.ask(PUT, "update")).isEqualTo(new Verdict.Skip());
        assertThat(hooks.asks(new Change.Account(ALICE, AccountStatus.ACTIVE))).isFalse();
    }

    @Test
    void theScriptOfTheActionWins() throws HookException {
        indexHook("return { from = 'hook' }");
        assertThat(from("create")).isEqualTo("hook");

        script("record.index:com.example.note", "return { from = 'index' }");
        assertThat(from("create")).isEqualTo("index");

        script("record.create:com.example.note", "return { from = 'create' }");
        assertThat(from("create")).isEqualTo("create");
        assertThat(from("update")).isEqualTo("index");
    }

    private String from(String action) throws HookException {
        return hooks.ask(PUT, action) instanceof Verdict.Store(var record)
                ? record.text("from").orElseThrow()
                : "";
    }

    @Test
    void aTableIsStoredInstead() throws HookException {
        script("record.index:com.example.note", "record.seen = action return record");

        assertThat(hooks.ask(PUT, "update"))
                .isEqualTo(
                        new Verdict.Store(
                                JsonText.parseObject("{\"seen\":\"update\",\"text\":\"hi\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "'text'", "5"})
    void anyOtherValueProceeds(String value) throws HookException {
        script("record.index:com.example.note", "return " + value);

        assertThat(hooks.ask(PUT, "create")).isEqualTo(new Verdict.Proceed());
        assertThat(hooks.ask(DELETE, "delete")).isEqualTo(new Verdict.Proceed());
    }

    @Test
    void aDeletionProceedsByATableAndIsSkippedByNil() throws HookException {
        script("record.index:com.example.note", "return { uri }");
        assertThat(hooks.ask(DELETE, "delete")).isEqualTo(new Verdict.Proceed());

        script("record.delete:com.example.note", "return nil");
        assertThat(hooks.ask(DELETE, "delete")).isEqualTo(new Verdict.Skip());
    }

    @Test
    void aHookThatAnswersTheRecordAsItIsLetsDeletionsPass() throws HookException {
        script("record.index:com.example.note", "local seen = uri return record");

        assertThat(hooks.ask(DELETE, "delete")).isEqualTo(new Verdict.Proceed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if action == 'delete' then return nil end return record",
                "if action == 'delete' then return end return record",
                "local record = record return record"
            })
    void aHookThatAnswersNilElsewhereKeepsWhatWasDeleted(String body) throws HookException {
        script("record.index:com.example.note", body);

        assertThat(hooks.ask(DELETE, "delete")).isEqualTo(new Verdict.Skip());
    }

    @Test
    void aRecordThatTheScriptDroppedIsSkipped() throws HookException {
        script("record.index:com.example.note", "record = nil return record");

        assertThat(hooks.ask(PUT, "create")).isEqualTo(new Verdict.Skip());
    }

    @Test
    void failuresAreTheIndexesToHandle() {
        script("record.index:com.example.note", "error('boom')");
        assertThatThrownBy(() -> hooks.ask(PUT, "create"))
                .isInstanceOf(HookException.class)
                .hasMessageStartingWith("boom");

        script("record.index:com.example.note", "return { 1 }");
        assertThatThrownBy(() -> hooks.ask(PUT, "create"))
                .isInstanceOf(HookException.class)
                .hasMessage("handle() answered a list instead of a record");
    }
}
