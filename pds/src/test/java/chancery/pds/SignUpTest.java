package chancery.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chancery.atproto.identity.DidDocument;
import chancery.atproto.sync.Event;
import chancery.atproto.sync.EventFrame;
import chancery.atproto.sync.EventSource;
import chancery.atproto.syntax.AtIdentifier;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.account.Account;
import chancery.pds.account.Directory;
import chancery.pds.account.Email;
import chancery.web.Refusal;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class SignUpTest {
    private final Kit kit = new Kit();

    @Test
    void newAccountIsFoundByEveryName() {
        Account account = kit.account("alice");

        assertThat(kit.parts.accounts.find((AtIdentifier) account.did())).contains(account);
        assertThat(kit.parts.accounts.find((AtIdentifier) Handle.parse("ALICE.test")))
                .contains(account);
        assertThat(kit.parts.accounts.find(new Email("Alice@Example.com"))).contains(account);
    }

    @Test
    void identityNamesKeyHandleAndServer() {
        Account account = kit.account("alice");

        DidDocument document = kit.plc.document(account.did()).orElseThrow();

        assertThat(document.handle()).contains(Handle.parse("alice.test"));
        assertThat(document.pds()).contains(kit.config.publicUrl());
        assertThat(kit.faults(account.did())).isEmpty();
    }

    @Test
    void firstEventsAreIdentityAccountCommitAndSync() throws InterruptedException {
        Account account = kit.account("alice");

        List<Event> events = events();

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Identity", "Account", "Commit", "Sync");
        assertThat(events).allMatch(event -> event.did().equals(account.did()));
        assertThat(((Event.Commit) events.get(2)).since()).isEmpty();
        assertThat(((Event.Commit) events.get(2)).prevData()).isEmpty();
        assertThat(((Event.Commit) events.get(2)).ops()).isEmpty();
    }

    @Test
    void takenNamesAreRefusedInAnyCase() {
        kit.account("bob");

        assertThatThrownBy(() -> kit.parts.signUp.open(Kit.form("BOB.test", "x@example.com")))
                .hasMessage("Handle already taken: bob.test");
        assertThatThrownBy(() -> kit.parts.signUp.open(Kit.form("rob.test", "BOB@EXAMPLE.COM")))
                .hasMessage("Email already taken: BOB@EXAMPLE.COM");
    }

    @Test
    void refusedIdentityLeavesTheNamesFree() {
        kit.plc.refuse("no");
        assertThatThrownBy(() -> kit.account("alice")).hasMessage("no");

        Directory.Claim claim =
                kit.parts.directory.claim(
                        Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"),
                        Handle.parse("alice.test"),
                        Optional.of(new Email("alice@example.com")));

        assertThat(claim).isEqualTo(Directory.Claim.CLAIMED);
    }

    @Test
    void claimThatNobodyMadeGoodEndsAfterFiveMinutes() {
        Did nobody = Did.parse("did:plc:bbbbbbbbbbbbbbbbbbbbbbbb");
        Handle handle = Handle.parse("carol.test");
        kit.parts.directory.claim(nobody, handle, Optional.empty());

        kit.clock.advance(Duration.ofMinutes(5));
        int early = kit.parts.accounts.sweepClaims();
        kit.clock.advance(Duration.ofMillis(1));
        int late = kit.parts.accounts.sweepClaims();

        assertThat(early).isZero();
        assertThat(late).isEqualTo(1);
        assertThat(kit.parts.directory.find(handle)).isEmpty();
    }

    @Test
    void racingForOneHandleLetsExactlyOneIn() throws Exception {
        List<Callable<Boolean>> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String email = "racer" + i + "@example.com";
            racers.add(() -> opened(email));
        }

        int winners = 0;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> racer : pool.invokeAll(racers)) {
                winners += racer.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        assertThat(kit.parts.directory.list(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    void listGoesByAgeFromACursor() {
        Account first = kit.account("alice");
        kit.clock.advance(Duration.ofSeconds(1));
        Account second = kit.account("bob");

        List<Directory.Listed> page = kit.parts.directory.list(Optional.empty(), 1);
        List<Directory.Listed> rest = kit.parts.directory.list(Optional.of(page.getFirst()), 10);

        assertThat(page).extracting(Directory.Listed::did).containsExactly(first.did());
        assertThat(rest).extracting(Directory.Listed::did).containsExactly(second.did());
    }

    private boolean opened(String email) {
        try {
            kit.parts.signUp.open(Kit.form("same.test", email));
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private List<Event> events() throws InterruptedException {
        List<Event> events = new ArrayList<>();
        try (EventSource.Events following = kit.parts.events.after(0)) {
            Optional<EventFrame> next = following.next(Duration.ZERO);
            while (next.isPresent()) {
                if (next.get() instanceof EventFrame.Sequenced(_, var event)) {
                    events.add(event);
                }
                next = following.next(Duration.ZERO);
            }
        }
        return events;
    }
}
