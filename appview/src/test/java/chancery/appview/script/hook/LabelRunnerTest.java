package chancery.appview.script.hook;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.kit.Heard;
import chancery.appview.registry.Registry;
import chancery.appview.registry.Trigger;
import chancery.appview.script.ScriptCompiler;
import chancery.appview.script.ScriptKit;
import chancery.atproto.lexicon.Catalog;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.Optional;

final class LabelRunnerTest {
    private static final Trigger NOTES = Trigger.parse("labeler.apply:com.example.note");
    private static final Trigger ACTORS = Trigger.parse("labeler.apply:_actor");
    private static final Json.Members LABEL =
            JsonText.parseObject(
                    """
                    {"src":"did:plc:l","uri":"at://did:plc:a/com.example.note/1","val":"spam",
                     "neg":false,"cts":"2026-01-01T00:00:00Z"}
                    """);

    private final Heard heard = new Heard();
    private final Registry registry =
            new Registry(
                    new MemoryStore(System::nanoTime),
                    Catalog.EMPTY,
                    new ScriptCompiler(),
                    Clock.systemUTC());
    private final LabelRunner labels = new LabelRunner(registry, ScriptKit.with().engine(), heard);

    private Optional<Json.Members> applied(Trigger trigger, String body) {
        registry.put(trigger, "function handle() " + body + " end", Optional.empty());
        return labels.apply(trigger, LABEL);
    }

    @Test
    void keepsALabelWithoutAScript() {
        assertThat(labels.apply(NOTES, LABEL)).contains(LABEL);
    }

    @Test
    void nilDropsALabel() {
        assertThat(applied(NOTES, "return nil")).isEmpty();
        assertThat(labels.apply(ACTORS, LABEL)).contains(LABEL);
    }

    @Test
    void aTableChangesWhatItMay() {
        assertThat(applied(NOTES, "return { val = val .. '!', src = 'x', uri = 'y', z = 1 }"))
                .contains(LABEL.with("val", Json.of("spam!")));
        assertThat(applied(ACTORS, "return { exp = '2027-01-01T00:00:00Z', neg = true }"))
                .contains(
                        LABEL.with("exp", Json.of("2027-01-01T00:00:00Z"))
                                .with("neg", new Json.Bool(true)));
    }

    @Test
    void anythingElseKeepsALabel() {
        assertThat(applied(NOTES, "return true")).contains(LABEL);
        assertThat(applied(NOTES, "return event.val")).contains(LABEL);
    }

    @Test
    void aScriptThatFailsKeepsALabelAndIsHeardOf() {
        assertThat(applied(ACTORS, "error('boom')")).contains(LABEL);

        assertThat(heard.of("script.error").getLast().subject()).contains("labeler.apply:_actor");
    }
}
