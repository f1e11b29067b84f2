package chancery.appview.script;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.JsonText;
import chancery.atproto.syntax.AtUri;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

final class GlobalsTest {
    private static final AtUri NOTE = AtUri.parse("at://did:plc:alice/com.example.note/3k");

    private final ScriptKit kit = ScriptKit.with();

    @Test
    void aQueryHasItsParameters() {
        assertThat(
                        kit.answer(
                                ScriptKit.query("{\"limit\":5,\"tag\":[\"a\"]}"),
                                "return { method, params, collection }"))
                .isEqualTo(
                        "[\"com.example.method\",{\"limit\":5,\"tag\":[\"a\"]},"
                                + "\"com.example.note\"]");
        assertThat(
                        kit.answer(
                                "return { input == nil, caller_did == nil, space == nil, job == nil"
                                        + " }"))
                .isEqualTo("[true,true,true,true]");
    }

    @Test
    void aProcedureHasItsInputAndCaller() {
        Occasion.Procedure procedure =
                ScriptKit.procedure("{\"text\":\"hi\",\"delegateDid\":\"did:plc:bob\"}");

        assertThat(kit.answer(procedure, "return { caller_did, input, delegate_did == nil }"))
                .isEqualTo("[\"did:plc:alice\",{\"text\":\"hi\"},true]");
        assertThat(kit.answer(ScriptKit.procedure("[1,null]"), "return input"))
                .isEqualTo("[1,null]");
    }

    @Test
    void aDelegateHasTheAccountItWritesFor() {
        Occasion.Procedure own = ScriptKit.procedure("{}");
        Occasion.Procedure delegated =
                new Occasion.Procedure(
                        own.method(),
                        own.params(),
                        own.input(),
                        own.caller(),
                        Optional.empty(),
                        Optional.of(Did.parse("did:plc:shop")));

        assertThat(kit.answer(delegated, "return { delegate_did, collection }"))
                .isEqualTo("[\"did:plc:shop\",\"\"]");
    }

    @Test
    void aHookHasTheRecord() {
        Occasion.Hook hook =
                new Occasion.Hook(
                        "create",
                        NOTE,
                        Optional.of(JsonText.parseObject("{\"text\":\"hi\"}")),
                        Optional.of(
                                Cid.parse(
                                        "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a")));

        assertThat(kit.answer(hook, "return { action, uri, did, collection, rkey, record }"))
                .isEqualTo(
                        "[\"create\",\"at://did:plc:alice/com.example.note/3k\",\"did:plc:alice\","
                                + "\"com.example.note\",\"3k\",{\"text\":\"hi\"}]");
        assertThat(kit.answer(hook, "return event.action .. event.rkey .. event.cid .. event.uri"))
                .startsWith("\"create3kbafyrei");
        assertThat(kit.answer(hook, "return { params == nil, caller_did == nil, cid == nil }"))
                .isEqualTo("[true,true,true]");
    }

    @Test
    void aHookOfADeletionHasNoRecord() {
        Occasion.Hook hook = new Occasion.Hook("delete", NOTE, Optional.empty(), Optional.empty());

        assertThat(kit.answer(hook, "return { action, record == nil }"))
                .isEqualTo("[\"delete\",true]");
    }

    @Test
    void aLabelScriptHasTheLabel() {
        Occasion.Label label =
                new Occasion.Label(
                        JsonText.parseObject(
                                "{\"src\":\"did:plc:l\",\"uri\":\"did:plc:a\",\"val\":\"spam\","
                                        + "\"neg\":false,\"cts\":\"2026-01-01T00:00:00Z\"}"));

        assertThat(kit.answer(label, "return { src, uri, val, neg, cts, exp == nil, event.val }"))
                .isEqualTo(
                        "[\"did:plc:l\",\"did:plc:a\",\"spam\",false,\"2026-01-01T00:00:00Z\",true,"
                                + "\"spam\"]");
    }

    @Test
    void aJobHasItsInput() {
        ScriptKit jobs =
                ScriptKit.with(() -> java.util.List.of(FakeFunctions.nothing("job.should_stop")));
        Occasion.Job job =
                new Occasion.Job(
                        "id-1",
                        "mail",
                        JsonText.parse("{\"n\":1}"),
                        new AppCaller.Remote(ScriptKit.ALICE, "client"));

        assertThat(jobs.answer(job, "return { job.id, job.input, caller_did, job.should_stop() }"))
                .isEqualTo("[\"id-1\",{\"n\":1},\"did:plc:alice\"]");
        assertThat(jobs.answer("return job")).isEqualTo("null");
    }

    @Test
    void variablesAreTextsByName() {
        ScriptKit set = new ScriptKit.Setup().variables(Map.of("KEY", "value", "N", "1")).open();

        assertThat(set.answer("return { env.KEY, env.N, env.OTHER == nil }"))
                .isEqualTo("[\"value\",\"1\",true]");
        assertThat(set.answer("env.KEY = 'changed' return env.KEY")).isEqualTo("\"changed\"");
        assertThat(set.answer("return env.KEY")).isEqualTo("\"value\"");
    }
}
