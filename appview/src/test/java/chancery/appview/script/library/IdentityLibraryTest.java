package chancery.appview.script.library;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.caller.AppCaller;
import chancery.appview.json.Json;
import chancery.appview.json.JsonText;
import chancery.appview.record.RepoWrite;
import chancery.appview.record.WriteOutcome;
import chancery.appview.record.Writers;
import chancery.appview.script.ScriptKit;
import chancery.atproto.identity.DidDocument;
import chancery.atproto.identity.DidResolver;
import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class IdentityLibraryTest {
    private static final String DOCUMENT =
            """
            {"id":"did:plc:alice","service":[{"id":"#atproto_pds",
             "type":"AtprotoPersonalDataServer","serviceEndpoint":"https://pds.example"}]}
            """;

    private final List<String> uploads = new ArrayList<>();
    private DidResolver dids =
            did ->
                    did.value().equals("did:plc:alice")
                            ? Optional.of(
                                    DidDocument.parse(DOCUMENT.getBytes(StandardCharsets.UTF_8)))
                            : Optional.empty();
    private final ScriptKit kit =
            ScriptKit.with(new IdentityLibrary(did -> dids.resolve(did), new Uploads()));

    private final class Uploads implements Writers {
        @Override
        public WriteOutcome commit(AppCaller caller, Did repo, List<RepoWrite> writes) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public Json.Members upload(AppCaller caller, Did repo, String type, InputStream bytes) {
            if (type.equals("text/refused")) {
                throw new Refusal(Refusal.Kind.TOO_LARGE, "BlobTooLarge", "too large");
            }
            try {
                uploads.add(repo + " " + type + " " + bytes.readAllBytes().length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return JsonText.parseObject("{\"blob\":{\"$type\":\"blob\",\"size\":3}}");
        }
    }

    @Test
    void findsTheHostOfAnAccount() {
        String resolve = "return atproto.resolve_service_endpoint('%s')";

        assertThat(kit.answer(resolve.formatted("did:plc:alice")))
                .isEqualTo("\"https://pds.example\"");
        assertThat(kit.answer(resolve.formatted("did:plc:nobody"))).isEqualTo("null");
        assertThat(kit.answer(resolve.formatted("alice"))).isEqualTo("null");

        dids =
                _ -> {
                    throw new FetchException("away");
                };
        assertThat(kit.answer(resolve.formatted("did:plc:alice"))).isEqualTo("null");
    }

    @Test
    void uploadsBlobs() {
        String body = "return atproto.upload_blob('abc', 'text/plain')";

        assertThat(kit.answer(ScriptKit.procedure("{}"), body))
                .isEqualTo("{\"$type\":\"blob\",\"size\":3}");
        kit.answer(ScriptKit.procedure("{}"), "return atproto.upload_blob('ab\\0\\255')");

        assertThat(uploads)
                .containsExactly(
                        "did:plc:alice text/plain 3", "did:plc:alice application/octet-stream 4");
    }

    @Test
    void uploadsNeedACaller() {
        assertThat(kit.failure("atproto.upload_blob('abc')").message())
                .startsWith("upload_blob failed: requires authentication");
        assertThat(
                        kit.failure(
                                        ScriptKit.procedure("{}"),
                                        "atproto.upload_blob('abc', 'text/refused')")
                                .message())
                .startsWith("upload_blob failed: too large");
    }

    @Test
    void spacesAreNotEnabled() {
        ScriptKit spaces = ScriptKit.with(new SpacesLibrary());

        assertThat(spaces.failure("atproto.spaces.query({ space_uri = 'x' })").message())
                .startsWith("spaces feature is not enabled");
        assertThat(spaces.answer("return { pcall(atproto.spaces.is_member) }"))
                .isEqualTo("[false,\"spaces feature is not enabled\"]");
    }
}
