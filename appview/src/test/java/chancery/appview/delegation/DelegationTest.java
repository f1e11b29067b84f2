package chancery.appview.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.appview.caller.AppCaller;
import chancery.appview.limit.AppViewLimits;
import chancery.appview.remote.App;
import chancery.appview.remote.Host;
import chancery.appview.remote.Stage;
import chancery.atproto.data.DagCbor;
import chancery.atproto.syntax.Did;
import chancery.web.auth.Scope;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HexFormat;

final class DelegationTest {
    private static final String DELEGATE =
            "a56262796d6469643a706c633a6f776e657264726f6c656561646d696e64757365726d64"
                    + "69643a706c633a6f776e6572676163636f756e746c6469643a706c633a636c7562676372"
                    + "65617465641b0006522a6b25b000";
    private static final String ACCOUNT =
            "a36262796d6469643a706c633a6f776e657266636c69656e7466636c69656e7467637265"
                    + "617465641b0006522a6b25b000";
    private static final Did OWNER = Did.parse("did:plc:owner");

    private Host host;
    private Stage stage;
    private Did club;
    private AppCaller.Remote owner;

    @BeforeEach
    void open() {
        host = new Host();
        stage = new Stage(host);
        App app = stage.app("app");
        club = stage.account("club", host);
        app.user(club, host);
        owner = new AppCaller.Remote(OWNER, app.client().id());
        stage.delegation.link(owner, club);
    }

    @AfterEach
    void close() {
        stage.close();
        host.close();
    }

    private static Did user(int number) {
        return Did.parse("did:plc:user" + number);
    }

    @Test
    void takesSoManyDelegates() {
        int max = 5;
        AppViewLimits.Sessions few = Stage.LIMITS.withDelegates(max);
        var delegation =
                new Delegation(stage.store, few, stage.sessions, stage.clock, stage.events::add);
        for (int i = 1; i < max - 1; i++) {
            delegation.add(owner, club, user(i), "member");
        }

        assertThatCode(() -> delegation.add(owner, club, user(max), "member"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> delegation.add(owner, club, user(0), "member"))
                .hasMessage("the account has too many delegates");
        assertThat(delegation.delegates(owner, club)).hasSize(max);
        delegation.unlink(owner, club);
        assertThat(delegation.accounts(new AppCaller.Remote(user(1), owner.clientId()))).isEmpty();
    }

    @Test
    void keepsAccountsApartWhoseNamesBeginAlike() {
        Did longer = Did.parse(club + "x");
        AppCaller.Remote other = new AppCaller.Remote(Did.parse(OWNER + "x"), owner.clientId());

        assertThat(stage.delegation.accounts(other)).isEmpty();
        assertThatThrownBy(() -> stage.delegation.require(owner, longer))
                .hasMessage("delegated account not found");
    }

    @Test
    void letsCallersOfOtherKindsWriteForThemselvesAlone() {
        AppCaller local = new AppCaller.Local(OWNER, Scope.ACCESS);

        assertThatCode(() -> stage.delegation.requireWriter(local, OWNER))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> stage.delegation.requireWriter(local, club))
                .hasMessage("you are not a delegate of this account");
        assertThatThrownBy(() -> stage.delegation.requireWriter(new AppCaller.Anonymous(), club))
                .hasMessage("you are not a delegate of this account");
    }

    @Test
    void keepsRowsInOneForm() {
        Instant at = Instant.parse("2026-05-19T12:00:00Z");
        Delegate delegate = new Delegate(club, OWNER, Role.ADMIN, OWNER, at);
        LinkedAccount account = new LinkedAccount(OWNER, "client", at);

        byte[] one = DagCbor.encode(Delegate.CODEC.encode(delegate));
        byte[] two = DagCbor.encode(LinkedAccount.CODEC.encode(account));

        assertThat(HexFormat.of().formatHex(one)).isEqualTo(DELEGATE);
        assertThat(HexFormat.of().formatHex(two)).isEqualTo(ACCOUNT);
        assertThat(Delegate.CODEC.decode(Delegate.CODEC.encode(delegate))).isEqualTo(delegate);
        assertThat(LinkedAccount.CODEC.decode(LinkedAccount.CODEC.encode(account)))
                .isEqualTo(account);
    }
}
