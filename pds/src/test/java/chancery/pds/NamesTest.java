package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.account.Account;
import chancery.pds.account.AccountGate;
import chancery.pds.account.HandleRules;
import chancery.pds.identity.Names;
import chancery.store.Batch;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class NamesTest {
    private static final Did BOB = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");

    private final Kit kit = new Kit();
    private final Map<Handle, Did> network = new HashMap<>();
    private final Names names =
            new Names(
                    new AccountGate(kit.parts.accounts),
                    new HandleRules(List.of(".test"), Set.of()),
                    handle -> Optional.ofNullable(network.get(handle)));

    @Test
    void ownHandleIsResolvedWithoutTheNetwork() {
        Account alice = kit.account("alice");
        network.put(alice.handle(), BOB);

        assertThat(names.resolve(Handle.parse("ALICE.test"))).isEqualTo(alice.did());
    }

    @Test
    void handleOfAnotherDomainIsResolvedOnTheNetwork() {
        network.put(Handle.parse("bob.example.com"), BOB);

        assertThat(names.resolve(Handle.parse("bob.example.com"))).isEqualTo(BOB);
    }

    @Test
    void unknownHandleUnderAServiceDomainIsNotAskedOfTheNetwork() {
        network.put(Handle.parse("bob.test"), BOB);

        assertThatThrownBy(() -> names.resolve(Handle.parse("bob.test")))
                .hasMessage("Unable to resolve handle")
                .extracting(e -> ((Refusal) e).name())
                .isEqualTo("HandleNotFound");
    }

    @Test
    void handleOfAnInactiveAccountIsNotFound() {
        Account alice = kit.account("alice");
        Batch batch = new Batch();
        kit.parts.accounts.replace(batch, alice, alice.with(Account.Standing.DEACTIVATED));
        kit.store.commit(batch);

        assertThatThrownBy(() -> names.resolve(alice.handle()))
                .hasMessage("Unable to resolve handle");
    }

    @Test
    void externalHandleMustResolveToItsOwner() {
        Handle handle = Handle.parse("bob.example.com");
        network.put(handle, BOB);

        names.requireOwner(handle, BOB);

        assertThatThrownBy(() -> names.requireOwner(handle, Did.parse("did:web:example.com")))
                .hasMessage("External handle did not resolve to DID");
    }
}
