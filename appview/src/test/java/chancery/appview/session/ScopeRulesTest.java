package chancery.appview.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.client.ApiClient;
import chancery.appview.client.ClientDraft;
import chancery.appview.client.ClientType;
import chancery.appview.json.Json;
import chancery.appview.remote.Stage;
import chancery.atproto.syntax.Nsid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class ScopeRulesTest {
    private static final Json.Members SET =
            Stage.object(
                    """
                    {'defs':{'main':{'type':'permission-set','permissions':[
                    {'type':'permission','resource':'repo','collection':['com.example.a'],
                    'action':['create','update']},
                    {'type':'permission','resource':'repo','collection':['com.example.b']},
                    {'type':'permission','resource':'rpc','lxm':['com.example.call']},
                    {'type':'permission','resource':'blob'},'odd']}}}
                    """);

    private final ScopeRules rules = new ScopeRules(ScopeRulesTest::lexicon);

    private static Optional<Json.Members> lexicon(Nsid nsid) {
        return switch (nsid.value()) {
            case "com.example.set" -> Optional.of(SET);
            case "com.example.query" ->
                    Optional.of(Stage.object("{'defs':{'main':{'type':'query'}}}"));
            default -> Optional.empty();
        };
    }

    private static ApiClient client(String scopes) {
        ClientDraft draft = Stage.draft("app", ClientType.PUBLIC, scopes);
        return new ApiClient(
                "id",
                "hvc_k",
                Optional.empty(),
                draft.type(),
                draft.profile(),
                draft.rates(),
                true,
                draft.descent(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    @Test
    void keepsEachScopeOnceInItsOrder() {
        assertThat(rules.check(client("atproto b a"), "b  atproto a b"))
                .isEqualTo(List.of("b", "atproto", "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "atproto, atproto",
        "'', atproto",
        "atproto transition:generic, atproto transition:generic",
        "atproto include:com.example.set, atproto include:com.example.set",
        "atproto include:com.example.set, atproto rpc:com.example.call",
        "atproto include:com.example.set?aud=x, atproto rpc:com.example.call",
        "atproto include:com.example.set, atproto repo:com.example.a?action=create",
        "atproto include:com.example.set, atproto repo:com.example.a?action=update",
        "atproto include:com.example.set, atproto repo:com.example.b?action=delete",
        "atproto include:com.example.set, atproto repo:com.example.b",
        "atproto include:com.example.set, atproto"
                + " repo?collection=com.example.a&collection=com.example.b",
        "atproto include:com.example.set, atproto repo?collection=com.example.a&action=create",
        "atproto transition:generic, atproto"
                + " repo?collection=com.example.x&collection=com.example.y",
        "atproto repo:com.example.x, atproto repo?collection=com.example.x&action=delete"
    })
    void allows(String registered, String token) {
        assertThat(rules.check(client(registered), token)).contains("atproto");
    }

    @ParameterizedTest
    @CsvSource({
        "atproto, transition:generic",
        "atproto transition:generic, transition:chat.bsky",
        "atproto include:com.example.set, repo:com.example.a?action=delete",
        "atproto include:com.example.set, repo:com.example.a",
        "atproto include:com.example.set, repo?collection=com.example.a&action=delete",
        "atproto include:com.example.set, repo?collection=com.example.a&collection=com.example.c",
        "atproto include:com.example.set, rpc:com.example.other",
        "atproto include:com.example.query, rpc:com.example.call",
        "atproto include:com.example.none, rpc:com.example.call",
        "atproto include:not, rpc:com.example.call",
        "atproto transition:generic, repo?",
        "atproto transition:generic, repo?collection=com.example.a&odd=1",
        "atproto transition:generic, repo:com.example.a",
        "atproto transition:generic, repo?action=create"
    })
    void refuses(String registered, String scope) {
        assertThatThrownBy(() -> rules.check(client(registered), "atproto " + scope))
                .hasMessage("scope '" + scope + "' is not allowed for this client");
    }

    @Test
    void asksForTheScopeThatAllHave() {
        assertThatThrownBy(() -> rules.check(client("atproto a"), "a"))
                .hasMessage("token must include the 'atproto' scope");
        assertThatThrownBy(() -> rules.check(client("atproto a"), ""))
                .hasMessage("token must include the 'atproto' scope");
    }
}
