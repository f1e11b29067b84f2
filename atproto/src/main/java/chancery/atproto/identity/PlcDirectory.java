package chancery.atproto.identity;

import chancery.atproto.net.FetchException;
import chancery.atproto.syntax.Did;

import java.util.Optional;

/// The directory of did:plc accounts: the public one, or one inside the process. Every method may
/// end in a [FetchException] when the directory gives no usable answer in time.
public interface PlcDirectory {
    /// The document; empty when the account is not registered or has ended.
    Optional<DidDocument> document(Did did);

    /// The last operation that counts; empty when the account is not registered.
    Optional<PlcOperation> last(Did did);

    /// All that ever happened to the account; empty when it is not registered.
    Optional<PlcLog> history(Did did);

    /// Hands an operation in.
    PlcAnswer submit(Did did, PlcOperation operation);
}
