package chancery.appview.xrpc.remote;

import static org.assertj.core.api.Assertions.assertThat;

import chancery.appview.json.Json;
import chancery.appview.remote.App;
import chancery.appview.remote.App.User;
import chancery.appview.remote.Ask.Got;
import chancery.appview.remote.Host;
import chancery.appview.remote.Stage;
import chancery.atproto.syntax.Did;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// The cases of delegation, each by the words of the reference: an owner, an admin and a member of
/// the account of a club, and a stranger.
final class DelegationMethodsTest {
    private static final String PATH = "/xrpc/dev.happyview.delegation.";

    private Host host;
    private Stage stage;
    private App app;
    private Did club;
    private User owner;
    private User admin;
    private User member;
    private User stranger;

    @BeforeEach
    void open() {
        host = new Host();
        stage = new Stage(host);
        app = stage.app("app");
        club = stage.account("club", host);
        app.user(club, host);
        owner = user("owner");
        admin = user("admin");
        member = user("member");
        stranger = user("stranger");
    }

    @AfterEach
    void close() {
        stage.close();
        host.close();
    }

    private User user(String name) {
        return app.user(stage.account(name, host), host);
    }

    private static Got post(User user, String method, String body) {
        return user.ask("POST", PATH + method).json(body).got();
    }

    private static Got get(User user, String method) {
        return user.ask("GET", PATH + method).got();
    }

    private Got link(User user) {
        return post(user, "linkAccount", "{'did':'" + club + "'}");
    }

    private Got unlink(User user) {
        return post(user, "unlinkAccount", "{'did':'" + club + "'}");
    }

    private Got add(User by, User user, String role) {
        return post(
                by,
                "addDelegate",
                "{'accountDid':'%s','userDid':'%s','role':'%s'}".formatted(club, user.did(), role));
    }

    private Got remove(User by, User user) {
        return post(
                by,
                "removeDelegate",
                "{'accountDid':'%s','userDid':'%s'}".formatted(club, user.did()));
    }

    private Got account(User user) {
        return get(user, "getAccount?did=" + club);
    }

    private Got delegates(User user) {
        return get(user, "listDelegates?accountDid=" + club);
    }

    private Got write(User user) {
        return user.ask("POST", "/xrpc/com.example.write")
                .json("{'delegateDid':'" + club + "','text':'hi'}")
                .got();
    }

    /// The club with all of its people.
    private void linked() {
        link(owner);
        add(owner, admin, "admin");
        add(owner, member, "member");
    }

    private static void refused(Got got, int status, String error) {
        assertThat(got.error()).isEqualTo(error);
        assertThat(got.status()).isEqualTo(status);
    }

    @Test
    @DisplayName("link 201, then getAccount shows role owner and linkedBy")
    void linksAnAccount() {
        Got got = link(owner);

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.text()).isEqualTo("{\"did\":\"did:plc:club\"}");
        Json.Members seen = account(owner).json();
        assertThat(seen.text("did")).hasValue("did:plc:club");
        assertThat(seen.text("role")).hasValue("owner");
        assertThat(seen.text("linkedBy")).hasValue("did:plc:owner");
        assertThat(seen.text("createdAt")).isPresent();
        assertThat(stage.event("delegation.account_linked").actor()).hasValue("did:plc:owner");
    }

    @Test
    @DisplayName("link twice 409")
    void linksOnce() {
        link(owner);

        assertThat(link(owner).status()).isEqualTo(409);
        assertThat(link(stranger).status()).isEqualTo(409);
    }

    @Test
    @DisplayName("link self 400")
    void linksNobodyToThemselves() {
        Got got = post(owner, "linkAccount", "{'did':'" + owner.did() + "'}");

        refused(got, 400, "cannot link your own account as a delegate");
    }

    @Test
    @DisplayName("link without a session 400")
    void linksNoAccountWithoutASession() {
        Got got = post(owner, "linkAccount", "{'did':'did:plc:nobody'}");

        refused(got, 400, "no DPoP session found for the target account — complete OAuth first");
    }

    @Test
    void linksNoAccountThatActsForItself() {
        member.ask("GET", PATH + "listAccounts").got();

        Got got = post(stranger, "linkAccount", "{'did':'" + member.did() + "'}");

        refused(got, 400, "no DPoP session found for the target account — complete OAuth first");
    }

    @Test
    @DisplayName("unlink by the owner 200, then getAccount 404")
    void unlinks() {
        linked();

        Got got = unlink(owner);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("{}");
        refused(account(owner), 404, "delegated account not found");
        assertThat(get(admin, "listAccounts").text()).isEqualTo("{\"accounts\":[]}");
        assertThat(stage.sessions.find(app.client().id(), club)).isEmpty();
        assertThat(stage.event("delegation.account_unlinked").subject()).hasValue(club.value());
    }

    @Test
    @DisplayName("unlink by an admin 403")
    void letsTheOwnerAloneUnlink() {
        linked();

        refused(unlink(admin), 403, "only the owner can unlink an account");
        refused(unlink(member), 403, "only the owner can unlink an account");
    }

    @Test
    @DisplayName("addDelegate 201, then listDelegates has two with grantedBy")
    void addsADelegate() {
        link(owner);
        stage.clock.pass(Duration.ofSeconds(1));

        Got got = add(owner, admin, "admin");

        assertThat(got.status()).isEqualTo(201);
        assertThat(got.text()).isEqualTo("{}");
        List<Json> all = delegates(owner).json().items("delegates").orElseThrow();
        assertThat(all)
                .extracting(d -> ((Json.Members) d).text("userDid").orElseThrow())
                .containsExactly("did:plc:owner", "did:plc:admin");
        assertThat(all)
                .extracting(d -> ((Json.Members) d).text("grantedBy").orElseThrow())
                .containsOnly("did:plc:owner");
        assertThat(stage.event("delegation.delegate_added").detail().write())
                .isEqualTo("{\"role\":\"admin\",\"user_did\":\"did:plc:admin\"}");
    }

    @Test
    @DisplayName("addDelegate with role owner, or none that is known, 400")
    void addsNoSecondOwner() {
        link(owner);

        refused(add(owner, admin, "owner"), 400, "role must be 'admin' or 'member'");
        refused(add(owner, admin, "king"), 400, "role must be 'admin' or 'member'");
    }

    @Test
    @DisplayName("addDelegate twice 409")
    void addsADelegateOnce() {
        linked();

        assertThat(add(owner, admin, "member").status()).isEqualTo(409);
    }

    @Test
    @DisplayName("addDelegate by a member 403, by an admin 201")
    void letsOwnersAndAdminsAdd() {
        linked();

        refused(add(member, stranger, "member"), 403, "only owners and admins can add delegates");
        assertThat(add(admin, stranger, "admin").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("addDelegate by a stranger 403, for an account that is not linked 404")
    void letsNoStrangerAdd() {
        refused(add(owner, admin, "admin"), 404, "delegated account not found");
        link(owner);
        refused(add(stranger, admin, "admin"), 403, "you are not a delegate of this account");
    }

    @Test
    @DisplayName("removeDelegate 200")
    void removesADelegate() {
        linked();

        Got got = remove(owner, member);

        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text()).isEqualTo("{}");
        refused(account(member), 403, "you are not a delegate of this account");
        assertThat(get(member, "listAccounts").text()).isEqualTo("{\"accounts\":[]}");
        assertThat(stage.event("delegation.delegate_removed").subject()).hasValue(club.value());
    }

    @Test
    @DisplayName("removeDelegate of the owner 403")
    void removesNoOwner() {
        linked();

        assertThat(remove(owner, owner).status()).isEqualTo(403);
        assertThat(remove(admin, owner).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("removeDelegate of an admin by an admin 403")
    void letsNoAdminRemoveAnother() {
        linked();
        add(owner, stranger, "admin");

        assertThat(remove(admin, stranger).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("removeDelegate of a member by an admin 200")
    void letsAdminsRemoveMembers() {
        linked();

        assertThat(remove(admin, member).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("removeDelegate of an admin by the owner 200")
    void letsTheOwnerRemoveAdmins() {
        linked();

        assertThat(remove(owner, admin).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("removeDelegate of a stranger 404, by a member 403")
    void removesNobodyElse() {
        linked();

        assertThat(remove(owner, stranger).status()).isEqualTo(404);
        assertThat(remove(member, member).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("listAccounts: two linked, newest first")
    void listsAccounts() {
        Did band = stage.account("band", host);
        app.user(band, host);
        link(owner);
        stage.clock.pass(Duration.ofSeconds(1));
        post(owner, "linkAccount", "{'did':'" + band + "'}");

        List<Json> all = get(owner, "listAccounts").json().items("accounts").orElseThrow();

        assertThat(all)
                .extracting(a -> ((Json.Members) a).text("did").orElseThrow())
                .containsExactly("did:plc:band", "did:plc:club");
        assertThat(((Json.Members) all.getFirst()).members().keySet())
                .containsExactly("createdAt", "did", "role");
    }

    @Test
    @DisplayName("listAccounts: none")
    void listsNoAccounts() {
        assertThat(get(stranger, "listAccounts").text()).isEqualTo("{\"accounts\":[]}");
    }

    @Test
    @DisplayName("getAccount of one that is not linked 404")
    void knowsNoOtherAccount() {
        refused(account(owner), 404, "delegated account not found");
    }

    @Test
    @DisplayName("listDelegates by a member 403, by an admin 200")
    void showsDelegatesToManagers() {
        linked();

        refused(delegates(member), 403, "only owners and admins can list delegates");
        assertThat(delegates(admin).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("getAccount by a member 200")
    void showsTheAccountToMembers() {
        linked();

        assertThat(account(member).json().text("role")).hasValue("member");
    }

    @Test
    @DisplayName("a delegated write by a stranger 403")
    void letsNoStrangerWrite() {
        linked();

        refused(write(stranger), 403, "you are not a delegate of this account");
    }

    @Test
    @DisplayName("a delegated write by a member 403")
    void letsNoMemberWrite() {
        linked();

        refused(write(member), 403, "your role does not have write access to this account");
    }

    @Test
    @DisplayName("a delegated write by owner and admin 200, with the account's own session")
    void letsOwnersAndAdminsWrite() {
        linked();

        Got byOwner = write(owner);
        Got byAdmin = write(admin);

        assertThat(byOwner.status()).isEqualTo(200);
        assertThat(byOwner.json().text("uri").orElseThrow()).startsWith("at://did:plc:club/");
        assertThat(byAdmin.status()).isEqualTo(200);
        assertThat(host.seen("/xrpc/com.atproto.repo.createRecord"))
                .extracting(seen -> seen.json().text("repo").orElseThrow())
                .containsOnly("did:plc:club");
        assertThat(host.problems()).isEmpty();
    }

    @Test
    void letsAccountsWriteForThemselves() {
        Got got = owner.ask("POST", "/xrpc/com.example.write").json("{'text':'hi'}").got();

        assertThat(got.status()).isEqualTo(200);
    }

    @Test
    @DisplayName("through another application: 403 everywhere, and nothing in the list")
    void staysWithinItsApplication() {
        linked();
        App other = stage.app("other");
        User elsewhere = other.user(owner.did(), host);
        String scoped = "delegation is scoped to a different application";

        refused(account(elsewhere), 403, scoped);
        refused(add(elsewhere, stranger, "member"), 403, scoped);
        refused(write(elsewhere), 403, scoped);
        assertThat(get(elsewhere, "listAccounts").text()).isEqualTo("{\"accounts\":[]}");
        assertThat(get(owner, "listAccounts").json().items("accounts").orElseThrow()).hasSize(1);
    }

    @Test
    @DisplayName("without proof 401")
    void asksForAProof() {
        Got none = stage.ask("GET", PATH + "listAccounts").got();

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.error()).isEqualTo("delegation requires DPoP authentication");
    }

    @Test
    void asksForWhatIsMissing() {
        refused(post(owner, "linkAccount", "{}"), 400, "invalid request body: missing field `did`");
        refused(post(owner, "linkAccount", "{'did':'x'}"), 400, "invalid did");
        refused(get(owner, "getAccount"), 400, "missing parameter 'did'");
        assertThat(get(owner, "linkAccount").status()).isEqualTo(405);
    }
}
