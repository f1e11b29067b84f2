package chancery.atproto.identity;

import chancery.atproto.crypto.DidKey;
import chancery.atproto.crypto.PrivateKey;
import chancery.atproto.crypto.PublicKey;
import chancery.atproto.data.DagCbor;
import chancery.atproto.data.Value;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A signed entry in the history of a did:plc account. Its identifier is that of its canonical
/// bytes with the signature; signed are those without. Source: the specification of did:plc.
public sealed interface PlcOperation {
    /// The operation before; empty for the first.
    Optional<Cid> prev();

    /// The signature, 64 bytes in base64url without padding.
    String sig();

    /// What the account says about itself from here on; empty when it ends.
    Optional<PlcState> state();

    /// What is signed.
    Value.Map unsigned();

    /// Everything that the account says about itself from here on.
    record Change(PlcState content, Optional<Cid> prev, String sig) implements PlcOperation {
        @Override
        public Optional<PlcState> state() {
            return Optional.of(content);
        }

        @Override
        public Value.Map unsigned() {
            Optional<Value> before = prev.map(cid -> new Value.Text(cid.toString()));
            return content.members()
                    .put("type", "plc_operation")
                    .put("prev", before.orElse(Value.Null.NULL))
                    .build();
        }
    }

    /// The end of an account.
    record Tombstone(Cid last, String sig) implements PlcOperation {
        @Override
        public Optional<Cid> prev() {
            return Optional.of(last);
        }

        @Override
        public Optional<PlcState> state() {
            return Optional.empty();
        }

        @Override
        public Value.Map unsigned() {
            return Value.Map.builder()
                    .put("type", "plc_tombstone")
                    .put("prev", last.toString())
                    .build();
        }
    }

    /// How accounts began before there was [Change]: still read, never written.
    record LegacyCreate(
            PublicKey signingKey, PublicKey recoveryKey, String handle, String service, String sig)
            implements PlcOperation {
        @Override
        public Optional<Cid> prev() {
            return Optional.empty();
        }

        @Override
        public Optional<PlcState> state() {
            Did key = Did.parse(DidKey.format(signingKey));
            return Optional.of(
                    new PlcState(
                            List.of(recoveryKey, signingKey),
                            new TreeMap<>(Map.of(PlcState.SIGNING_KEY, key)),
                            List.of(alias()),
                            new TreeMap<>(Map.of(PlcService.PDS_ID, PlcService.pds(origin())))));
        }

        @Override
        public Value.Map unsigned() {
            return Value.Map.builder()
                    .put("type", "create")
                    .put("signingKey", DidKey.format(signingKey))
                    .put("recoveryKey", DidKey.format(recoveryKey))
                    .put("handle", handle)
                    .put("service", service)
                    .put("prev", Value.Null.NULL)
                    .build();
        }

        private String alias() {
            if (handle.startsWith(PlcState.HANDLE_PREFIX)) {
                return handle;
            }
            return PlcState.HANDLE_PREFIX + handle.replace("http://", "").replace("https://", "");
        }

        private String origin() {
            boolean complete = service.startsWith("http://") || service.startsWith("https://");
            return complete ? service : "https://" + service;
        }
    }

    /// Reads an operation as it stands in the directory; refuses members that it does not know,
    /// because their meaning would be signed too.
    static PlcOperation parse(Value.Map map) {
        return PlcParser.operation(map);
    }

    /// The first operation of a new account, whose name follows from it: see [#genesisDid].
    static Change genesis(PlcState content, PrivateKey rotationKey) {
        return signed(new Change(content, Optional.empty(), ""), rotationKey);
    }

    /// The operation after `prev`.
    static Change change(Cid prev, PlcState content, PrivateKey rotationKey) {
        return signed(new Change(content, Optional.of(prev), ""), rotationKey);
    }

    /// The end of an account, after `prev`.
    static Tombstone tombstone(Cid prev, PrivateKey rotationKey) {
        Tombstone draft = new Tombstone(prev, "");
        return new Tombstone(prev, PlcSignature.of(draft, rotationKey));
    }

    /// The operation as it stands in the directory.
    default Value.Map value() {
        return unsigned().with("sig", new Value.Text(sig()));
    }

    /// The identifier that the next operation names as its predecessor.
    default Cid cid() {
        return DagCbor.cid(value());
    }

    /// The name of the account that begins with this operation.
    default Did genesisDid() {
        return DidPlc.of(cid());
    }

    /// The first of these keys that signed this operation.
    default Optional<PublicKey> signer(List<PublicKey> keys) {
        return PlcSignature.signer(this, keys);
    }

    private static Change signed(Change draft, PrivateKey key) {
        return new Change(draft.content(), draft.prev(), PlcSignature.of(draft, key));
    }
}
