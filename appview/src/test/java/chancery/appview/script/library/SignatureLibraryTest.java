package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.script.ScriptKit;
import chancery.store.MasterKey;
import chancery.store.Sealer;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

final class SignatureLibraryTest {
    private static final Json.Members RECORD =
            JsonText.parseObject("{\"text\":\"hi\",\"createdAt\":\"2026-01-01T00:00:00Z\"}");
    private static final String ALICE = "did:plc:alice";

    private final SplittableRandom random = new SplittableRandom(7);
    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final Sealer sealer =
            new Sealer(MasterKey.of(new byte[MasterKey.BYTES]), List.of(), random);
    private final Attestation attestation = open();
    private final ScriptKit kit = ScriptKit.with(new SignatureLibrary(attestation));

    private Attestation open() {
        return new Attestation(
                store, sealer, random, "did:web:here.example#attestation", "com.example.signature");
    }

    @Test
    void aSignatureHasATypeAKeyAndBytes() {
        Json.Members signature = attestation.sign(RECORD, ALICE);

        assertThat(signature.text("$type")).contains("com.example.signature");
        assertThat(signature.text("key")).contains("did:web:here.example#attestation");
        assertThat(signature.object("signature").flatMap(s -> s.text("$bytes")).orElseThrow())
                .hasSize(88);
        assertThat(attestation.verifies(RECORD, signature, ALICE)).isTrue();
    }

    @Test
    void theKeyStaysTheSame() {
        Json.Members signature = attestation.sign(RECORD, ALICE);

        assertThat(open().verifies(RECORD, signature, ALICE)).isTrue();
        assertThat(open().sign(RECORD, ALICE)).isEqualTo(signature);
    }

    @Test
    void signaturesInTheRecordAreNotSigned() {
        Json.Members signature = attestation.sign(RECORD, ALICE);
        Json.Members signed = RECORD.with("signatures", new Json.Array(List.of(signature)));

        assertThat(attestation.verifies(signed, signature, ALICE)).isTrue();
    }

    @Test
    void anyOtherRecordRepositoryOrKeyIsRefused() {
        Json.Members signature = attestation.sign(RECORD, ALICE);

        assertThat(attestation.verifies(RECORD.with("x", new Json.Int(1)), signature, ALICE))
                .isFalse();
        assertThat(attestation.verifies(RECORD, signature, "did:plc:bob")).isFalse();
        assertThat(attestation.verifies(RECORD, signature.with("key", Json.of("k")), ALICE))
                .isFalse();
        assertThat(attestation.verifies(RECORD, signature.without("signature"), ALICE)).isFalse();
        Json.Members broken =
                signature.with("signature", Json.Members.builder().put("$bytes", "!").build());
        assertThat(attestation.verifies(RECORD, broken, ALICE)).isFalse();
    }

    @Test
    void scriptsSignForTheirCaller() {
        String both =
                "local r = { text = 'x' } local s = atproto.sign(r)"
                        + " return { atproto.verify_signature(r, s, 'did:plc:alice'),"
                        + " atproto.verify_signature(r, s, 'did:plc:bob'),"
                        + " atproto.verify_signature(r, s, '') }";

        assertThat(kit.answer(ScriptKit.procedure("{}"), both)).isEqualTo("[true,false,false]");
        assertThat(kit.answer(both)).isEqualTo("[false,false,true]");
    }

    @Test
    void whatIsNoSignatureIsFalse() {
        assertThat(kit.answer("return atproto.verify_signature({ a = 1 }, nil, 'did:plc:a')"))
                .isEqualTo("false");
        assertThat(kit.answer("return atproto.verify_signature({ a = 1 }, { 1 }, 'did:plc:a')"))
                .isEqualTo("false");
        assertThat(kit.answer("return atproto.verify_signature({ f = print }, {}, 'x')"))
                .isEqualTo("false");
        assertThat(kit.failure("atproto.sign({ a = 1.5 })").message()).startsWith("sign failed: ");
    }
}
