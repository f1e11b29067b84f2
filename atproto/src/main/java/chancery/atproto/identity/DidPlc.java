package chancery.atproto.identity;

import chancery.atproto.syntax.Base32;
import chancery.atproto.syntax.Cid;
import chancery.atproto.syntax.Did;

/// Names of the did:plc method: 24 characters of base32 over the hash of the first operation.
public final class DidPlc {
    private static final String PREFIX = "did:plc:";
    private static final int ID_LENGTH = 24;

    private DidPlc() {}

    /// Whether this DID can be one of the method.
    public static boolean valid(Did did) {
        String text = did.value();
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + ID_LENGTH) {
            return false;
        }
        for (int i = PREFIX.length(); i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '2' || c > '7')) {
                return false;
            }
        }
        return true;
    }

    static Did of(Cid genesis) {
        return Did.parse(PREFIX + Base32.encode(genesis.digest()).substring(0, ID_LENGTH));
    }
}
