package chancery.pds.account;

import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Did;
import chancery.atproto.syntax.Handle;
import chancery.pds.account.Account.Standing;
import chancery.store.Key;
import chancery.store.Partition;
import chancery.store.Space;

import java.time.Instant;

/// The stored form of an account: a DAG-CBOR map under `account` in the account's partition.
final class AccountRow {
    private AccountRow() {}

    static Key key(Did did) {
        return new Partition(did.value()).key(Space.ACCOUNT, "account");
    }

    static byte[] encode(Account account) {
        Value.Map.Builder row =
                Value.Map.builder()
                        .put("handle", account.handle().value())
                        .put("password", account.password())
                        .put("createdAt", account.createdAt().toEpochMilli())
                        .put("standing", account.standing().wire());
        account.email().ifPresent(email -> row.put("email", email.value()));
        return DagCbor.encode(row.build());
    }

    static Account decode(Did did, byte[] bytes) {
        if (!(DagCbor.decode(bytes) instanceof Value.Map row)) {
            throw damaged(did);
        }
        return new Account(
                did,
                new Handle(row.text("handle").orElseThrow(() -> damaged(did))),
                row.text("email").map(Email::new),
                row.text("password").orElseThrow(() -> damaged(did)),
                Instant.ofEpochMilli(row.integer("createdAt").orElseThrow(() -> damaged(did))),
                standing(did, row.text("standing").orElseThrow(() -> damaged(did))));
    }

    private static Standing standing(Did did, String wire) {
        for (Standing standing : Standing.values()) {
            if (standing.wire().equals(wire)) {
                return standing;
            }
        }
        throw damaged(did);
    }

    private static IllegalStateException damaged(Did did) {
        return new IllegalStateException("the stored account of " + did + " is damaged");
    }
}
