package chancery.appview.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.client.ApiClient.Descent;
import chancery.appview.client.ApiClient.Profile;
import chancery.appview.client.ApiClient.Rates;
import chancery.appview.client.ApiClients.Changed;
import chancery.appview.limit.AppViewLimits;
import chancery.atproto.data.DagCbor;
import chancery.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

final class ApiClientsTest {
    private static final AppViewLimits.Clients LIMITS = new AppViewLimits.Clients(5, 2, 60, 2, 20);
    private static final Instant NOW = Instant.parse("2026-05-19T12:00:00Z");

    /// The example of docs/formats/appview-sessions.md.
    private static final String GOLDEN =
            "ad626279696469643a706c633a61626964626964636b6579656876635f6b64747970656c"
                    + "636f6e666964656e7469616c656f776e6572696469643a706c633a6f66616374697665f5"
                    + "66706172656e74617066726566696c6c63312e3566736563726574626162676372656174"
                    + "65641b0006522a6b25b0006770726f66696c65a6637572697168747470733a2f2f612e65"
                    + "78616d706c656375726c7368747470733a2f2f612e6578616d706c652f63646e616d6561"
                    + "616673636f70657367617470726f746f676f726967696e73806972656469726563747380"
                    + "67757064617465641b0006522a6b25b00068636170616369747905";

    private final MemoryStore store = new MemoryStore(System::nanoTime);
    private final ApiClients clients = clients();

    private ApiClients clients() {
        return new ApiClients(store, new Secrets(new Random(1)), LIMITS, InstantSource.system());
    }

    private static Profile profile(String name) {
        String site = "https://" + name + ".example";
        return new Profile(name, site + "/c", site, List.of(), "atproto", List.of());
    }

    private static ClientDraft draft(Profile profile, String owner) {
        return new ClientDraft(
                profile,
                ClientType.PUBLIC,
                Rates.NONE,
                new Descent("did:plc:a", Optional.empty(), Optional.of(owner)));
    }

    private ApiClient create(Profile profile) {
        return clients.create(draft(profile, "did:plc:" + profile.name())).client();
    }

    @Test
    void findsWhatWasKept() {
        ApiClient made = create(profile("a"));

        ApiClients again = clients();

        assertThat(again.find(made.id()).map(ApiClient::profile)).hasValue(made.profile());
        assertThat(again.active(made.key())).isPresent();
    }

    @Test
    void keepsRowsInOneForm() {
        ApiClient client =
                new ApiClient(
                        "id",
                        "hvc_k",
                        Optional.of("ab"),
                        ClientType.CONFIDENTIAL,
                        profile("a"),
                        new Rates(Optional.of(5L), Optional.of(1.5)),
                        true,
                        new Descent("did:plc:a", Optional.of("p"), Optional.of("did:plc:o")),
                        NOW,
                        NOW);
        ClientCodec codec = new ClientCodec();

        byte[] bytes = DagCbor.encode(codec.encode(client));

        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(GOLDEN);
        assertThat(codec.decode(codec.encode(client))).isEqualTo(client);
    }

    @Test
    void takesSoManyClients() {
        for (int i = 0; i < LIMITS.countMax(); i++) {
            create(profile("c" + i));
        }

        assertThatThrownBy(() -> create(profile("more")))
                .hasMessage("there are too many API clients");
        assertThat(clients.all()).hasSize(LIMITS.countMax());
    }

    @Test
    void takesSoManyClientsOfOneOwner() {
        clients.create(draft(profile("a"), "did:plc:o"));
        clients.create(draft(profile("b"), "did:plc:o"));

        assertThatThrownBy(() -> clients.create(draft(profile("c"), "did:plc:o")))
                .hasMessage("there are too many API clients");
        assertThat(clients.ownedBy("did:plc:o")).hasSize(2);
    }

    @Test
    void takesTextsOfSoManyCharacters() {
        int max = LIMITS.textMax();

        create(named("n".repeat(max - 1), "a"));
        create(named("n".repeat(max), "b"));

        assertThatThrownBy(() -> create(named("n".repeat(max + 1), "c")))
                .hasMessage("name is too long");
    }

    private static Profile named(String name, String host) {
        Profile like = profile(host);
        return new Profile(
                name, like.url(), like.uri(), like.redirects(), like.scopes(), like.origins());
    }

    @Test
    void takesListsOfSoManyEntries() {
        create(redirecting("a", 1));
        create(redirecting("b", 2));

        assertThatThrownBy(() -> create(redirecting("c", 3)))
                .hasMessage("redirect_uris has too many entries");
    }

    private static Profile redirecting(String host, int count) {
        Profile like = profile(host);
        List<String> uris = Collections.nCopies(count, "https://x.example");
        return new Profile(like.name(), like.url(), like.uri(), uris, "atproto", List.of());
    }

    @Test
    void takesScopesOfSoManyCharacters() {
        int max = LIMITS.scopesMax();

        create(scoped("a", max - 1));
        create(scoped("b", max));

        assertThatThrownBy(() -> create(scoped("c", max + 1))).hasMessage("scopes is too long");
    }

    private static Profile scoped(String host, int length) {
        Profile like = profile(host);
        return new Profile(
                like.name(), like.url(), like.uri(), List.of(), "s".repeat(length), List.of());
    }

    @Test
    void ensuresAClientOnce() {
        ApiClient first = clients.ensure("hvc_dev", draft(profile("dev"), "did:plc:o"));
        ApiClient second = clients.ensure("hvc_dev", draft(profile("dev"), "did:plc:o"));

        assertThat(first.key()).isEqualTo("hvc_dev");
        assertThat(second).isEqualTo(first);
        assertThat(clients.all()).hasSize(1);
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        ApiClient made = create(profile("a"));

        assertThatThrownBy(
                        () ->
                                clients.change(
                                        made.id(),
                                        c -> new Changed(named("", "a"), Rates.NONE, true)))
                .hasMessage("name must not be empty");
        assertThat(clients.find(made.id())).hasValue(made);
    }
}
